// What the self-test looks at. Each check gives lines `{state, zh, en}`; `state` is good, note or bad.

import { allowsWebAssembly, chooseEngine, surroundingsOf } from "../engine/choose.js";
import { textOf } from "../engine/files.js";
import { loadEngine } from "../engine/load.js";
import { loadDistrict, packsAt } from "../engine/packs.js";
import { today } from "../model/day.js";
import { districtList, runPersonas } from "./run.js";
import { home } from "./say.js";

const good = (zh, en) => ({ state: "good", zh, en });
const note = (zh, en) => ({ state: "note", zh, en });
const bad = (zh, en) => ({ state: "bad", zh, en });

export async function browserCheck() {
  return [note(`浏览器：${navigator.userAgent}`, `Browser: ${navigator.userAgent}`), note(`网址：${location.origin}${location.pathname}`, `Address: ${location.origin}${location.pathname}`)];
}

/** The policy, and which engine follows from it. */
export async function engineCheck() {
  const surroundings = surroundingsOf(window);
  const header = await surroundings.headerPolicy();
  const policies = surroundings.metaPolicies.concat(header || []);
  const choice = await chooseEngine(surroundings);
  const began = performance.now();
  const engine = await loadEngine(home);
  const took = Math.round(performance.now() - began);
  const why = !surroundings.hasWebAssembly ? ["浏览器没有WebAssembly", "the browser has no WebAssembly"]
    : policies.some((it) => !allowsWebAssembly(it)) ? ["安全策略不允许WebAssembly", "the policy forbids WebAssembly"]
      : choice === "twin" ? ["浏览器较旧，先试会出错", "an old browser, where trying is not safe"] : ["允许WebAssembly", "WebAssembly is allowed"];
  return [
    policies.length === 0 ? note("安全策略（CSP）：没有", "Content security policy: none") : note(`安全策略（CSP）：${policies.join(" | ")}`, `Content security policy: ${policies.join(" | ")}`),
    good(`计算引擎：${engine.kind === "wasm" ? "WebAssembly" : "JavaScript（同样的结果）"}，因为${why[0]}；${took}毫秒`, `Engine: ${engine.kind === "wasm" ? "WebAssembly" : "JavaScript, with the same answers"}, because ${why[1]}; ${took} ms`),
  ];
}

const MIME = { js: /javascript/, css: /text\/css/, json: /json/, wasm: /application\/wasm|octet-stream/, html: /text\/html/, svg: /svg/ };
/** Kinds that a browser refuses under a wrong type, where the server forbids guessing. */
const STRICT = ["js", "css"];

/** Every file of manifest.json: there, unchanged, of the right type, compressed. */
export async function filesCheck() {
  const manifest = JSON.parse(await textOf(home, "manifest.json"));
  const wrong = [];
  const types = [];
  let large = 0;
  let plain = 0;
  for (const file of manifest.files) {
    const kind = file.path.split(".").pop();
    try {
      const response = await fetch(home + file.path, { cache: "no-store", integrity: file.integrity });
      if (!response.ok) throw new Error(String(response.status));
      const type = response.headers.get("content-type") || "";
      if (MIME[kind] && !MIME[kind].test(type)) types.push({ path: file.path, type, strict: STRICT.includes(kind) });
      await response.arrayBuffer();
      if (file.size > 20000 && /^(js|wasm|json|css)$/.test(kind)) {
        large += 1;
        const entries = performance.getEntriesByName(home + file.path);
        const entry = entries[entries.length - 1];
        if (entry && entry.encodedBodySize > 0 && entry.encodedBodySize >= file.size) plain += 1;
      }
    } catch (error) {
      wrong.push(file.path);
    }
    performance.clearResourceTimings();
  }
  return [
    note(`版本 ${manifest.version}，${manifest.files.length}个文件`, `Version ${manifest.version}, ${manifest.files.length} files`),
    wrong.length === 0 ? good("文件齐全，没有改动（SHA-384）", "All files are there and unchanged (SHA-384)")
      : bad(`缺少或被改动：${wrong.join("、")}。请用二进制方式重新上传。`, `Missing or changed: ${wrong.join(", ")}. Upload them again, as binary.`),
    types.length === 0 ? good("文件类型（MIME）正确", "The types (MIME) are right")
      : (types.some((it) => it.strict) ? bad : note)(`文件类型不对：${types.map((it) => `${it.path} ${it.type}`).join("、")}`, `Wrong types: ${types.map((it) => `${it.path} ${it.type}`).join(", ")}`),
    plain === 0 ? good("大文件经过压缩传输", "Large files travel compressed")
      : note(`${large}个大文件里有${plain}个没有压缩；打开gzip或brotli会快很多`, `${plain} of ${large} large files travel uncompressed; gzip or brotli would make it much faster`),
  ];
}

/** Each place: its chain loads and is the one its index names; how many of its figures are past their day. */
export async function packsCheck() {
  const engine = await loadEngine(home);
  const day = today();
  const lines = [];
  for (const district of await districtList()) {
    try {
      (await loadDistrict(engine, packsAt(home), district.adcode)).free();
      lines.push(good(`${district.name["zh-CN"]} ${district.adcode}：规则包 ${district.version} 与索引相符`, `${district.name.en} ${district.adcode}: pack ${district.version} is the one the index names`));
    } catch (error) {
      lines.push(bad(`${district.name["zh-CN"]} ${district.adcode}：${error.message}`, `${district.name.en} ${district.adcode}: ${error.message}`));
    }
  }
  const { packs } = await packsAt(home).index();
  for (const pack of packs) {
    const values = valuesOf(JSON.parse(await textOf(home, `rules/${pack.file}`)));
    const stale = values.filter((it) => it.reviewBy && it.reviewBy < day);
    const doubtful = values.filter((it) => it.status === "needs_confirmation");
    if (values.length === 0) continue;
    const counts = [`${pack.name["zh-CN"]}：现行数值${values.length}个，过了核对期限${stale.length}个，待核实${doubtful.length}个`, `${pack.name.en}: ${values.length} current figures, ${stale.length} past their review, ${doubtful.length} to be confirmed`];
    lines.push(stale.length + doubtful.length > 0 ? note(...counts) : good(...counts));
  }
  return lines;
}

/** The last value of every parameter of a pack, but for targets. */
function valuesOf(pack) {
  return Object.keys(pack.parameters || {}).map((id) => (pack.parameters[id].values || []).filter((it) => it.status !== "planned").sort((a, b) => (a.from < b.from ? 1 : -1))[0]).filter(Boolean);
}

export async function personasCheck() {
  const lines = [];
  for (const district of await districtList()) {
    const { results } = await runPersonas(district.adcode);
    const right = results.filter((it) => it.wrong.length === 0).length;
    lines.push((right === results.length ? good : bad)(`${district.name["zh-CN"]}：${results.length}户里${right}户与预期相符`, `${district.name.en}: ${right} of ${results.length} households come out as expected`));
  }
  return lines;
}
