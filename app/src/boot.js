// Starts the page. The only script besides the generated glue; it is a file because the policy forbids inline scripts.
// `{{…}}` are filled with hashed addresses by `cargo app`.

const notice = document.getElementById("boot");

function say(chinese, english) {
  notice.textContent = `${chinese} ${english}`;
  notice.setAttribute("role", "alert");
}

// The policy demands Trusted Types: no text may become markup or a script's address unless this lets it through.
// Leptos builds static markup from templates in its own code; nothing in such markup may run or load anything.
const ACTIVE = /<\s*(script|iframe|frame|object|embed|base|link|meta|form|style|foreignobject|animate|set)\b|[\s"'/]on\w+\s*=|javascript:/i;

// The engine: in the query what the server adds to name the policy it sends with it, and in the fragment the standard and
// the laws that this site publishes, if it publishes any.
const named = name => document.querySelector(`meta[name=${name}]`)?.content;
const engine = new URL("{{worker.js}}", location.origin);
engine.search = new URL(named("worker"), location.origin).search;
engine.hash = ["standard", "campaigns", "laws"].map(named).filter(Boolean).join(",");

globalThis.trustedTypes?.createPolicy("default", {
  createHTML(markup) {
    if (ACTIVE.test(markup)) throw new TypeError("markup that could run was refused");
    return markup;
  },
  createScriptURL(address) {
    if (new URL(address, location.href).href !== engine.href) throw new TypeError("only the engine may be started");
    return engine.href;
  },
});

if (typeof WebAssembly !== "object") {
  say("此浏览器不支持 WebAssembly，请更换新版浏览器。", "This browser lacks WebAssembly; please use a newer one.");
} else {
  try {
    const page = await import("{{app.js}}");
    await page.default({ module_or_path: "{{app.wasm}}" });
  } catch (error) {
    console.error(error);
    say("清查未能打开，请刷新页面；如仍不行，请联系管理员。", "Qingcha could not be opened. Please reload; if that fails, tell your administrator.");
  }
}
