/* Made of narrative/app/assets/studio/line.js by make scripts. */
var e=null;window.addEventListener("narrative-studio:ask",t=>{e?.setStateValue("ask",t.detail)});function a(t){return e=t,window.dispatchEvent(new CustomEvent("narrative-studio:answer",{detail:t.data.answer})),()=>{e===t&&(e=null)}}export{a as default};
