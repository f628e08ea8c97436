(()=>{var a=globalThis,r=a.narrativeMap=a.narrativeMap||{};r.late();})();
