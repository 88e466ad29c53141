// The address of one of our scripts, as a page wants it that lets nobody set such an address from text.

var policy;

export function scriptAddress(address) {
  try {
    if (window.trustedTypes && !policy) policy = trustedTypes.createPolicy("huisuan", { createScriptURL: String });
  } catch (error) { /* The page allows other policies only, and will say so itself. */ }
  return policy ? policy.createScriptURL(address) : address;
}
