// Reading aloud, with a voice of the device itself: another voice would send the text away. Where there is none, there is no button.

const LANGUAGE = { "zh-CN": /^(zh|cmn)([-_](hans|cn|sg))?\b/i, "zh-Hant": /^(zh|cmn|yue)\b/i, en: /^en\b/i };

export class Reader {
  /** `speech` is the browser's `speechSynthesis`, or nothing; `onChange` is called when it can or cannot read, starts or stops. */
  constructor(speech, onChange) {
    this.speech = speech && typeof speech.getVoices === "function" ? speech : undefined;
    this.onChange = onChange;
    this.reading = false;
    this.heard = () => onChange();
    if (this.speech && this.speech.addEventListener) this.speech.addEventListener("voiceschanged", this.heard);
  }

  voice(lang) {
    if (!this.speech) return undefined;
    return Array.from(this.speech.getVoices()).find((it) => it.localService === true && LANGUAGE[lang].test(it.lang));
  }

  /** Reads a text in short pieces: some devices stop in the middle of a long one. */
  read(text, lang) {
    this.stop();
    const voice = this.voice(lang);
    if (!voice) return;
    const pieces = (text.match(/[^。！？；!?;\n]+[。！？；!?;\n]*/g) || []).map((it) => it.trim()).filter(Boolean);
    this.reading = true;
    pieces.forEach((piece, index) => {
      const utterance = new window.SpeechSynthesisUtterance(piece);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = 0.9;
      if (index === pieces.length - 1) utterance.onend = () => this.ended();
      this.speech.speak(utterance);
    });
    this.onChange();
  }

  ended() {
    this.reading = false;
    this.onChange();
  }

  stop() {
    if (!this.reading) return;
    this.speech.cancel();
    this.ended();
  }

  end() {
    this.stop();
    if (this.speech && this.speech.removeEventListener) this.speech.removeEventListener("voiceschanged", this.heard);
  }
}

/** What can be seen of a screen, as sentences. */
export function visibleText(node) {
  const parts = [];
  const visit = (it) => {
    if (it.nodeType === 3) parts.push(it.textContent);
    else if (it.nodeType === 1 && !it.hidden && it.getAttribute("aria-hidden") !== "true") {
      const closed = it.localName === "details" && !it.open;
      Array.from(it.childNodes).filter((child) => !closed || child.localName === "summary").forEach(visit);
      if (/^(p|li|h[2-4]|legend|label|dt|dd|button|summary|div)$/.test(it.localName)) parts.push("\n");
    }
  };
  visit(node);
  return parts.join("").replace(/[ \t]+/g, " ").replace(/\s*\n\s*/g, "\n").trim();
}
