// The address that opens answers elsewhere.

import { fragmentOf, withoutCode } from "./fragment.js";

/**
 * `here` is the page's own address; `link` is what the page gives instead, where its own cannot be opened elsewhere. What else stands
 * behind the # stays if it is a setting (`d=331003`). Nothing, where no other device could open it: a file, for one.
 */
export function addressOf(code, here, link) {
  const [page, hash] = split(link || here);
  if (!/^https?:\/\//.test(page)) return undefined;
  const settings = withoutCode(hash).replace(/^#/, "").split("&").filter((part) => part.indexOf("=") > 0);
  return page + "#" + settings.concat(fragmentOf(code)).join("&");
}

function split(address) {
  const at = address.indexOf("#");
  return at < 0 ? [address, ""] : [address.slice(0, at), address.slice(at)];
}
