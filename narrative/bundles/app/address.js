/* Made of narrative/app/assets/address.js by make scripts. */
function s(t){let e=new URL(location.href);for(let[a,r]of Object.entries(t.data.named))r?e.searchParams.set(a,r):e.searchParams.delete(a);e.search=e.search.replace(/%2C/gi,",").replace(/%3A/gi,":"),e.href!==location.href&&history.replaceState(history.state,"",e.href)}export{s as default};
