// Bits as few as they can be: a binary arithmetic coder that learns, while it writes, how likely each decision is, and learns the same
// while it reads. Writer and reader are called alike, so that what is written down once reads and writes (see parts.js).

const TOP = 0xffffffff;
/** Above this, old decisions are half forgotten. */
const MEMORY = 60;

class Odds {
  constructor() { this.counts = new Map(); }

  /** `[zeros, all]` so far; a decision without a name is always even. */
  of(name) {
    if (name === undefined) return [1, 2];
    const [zeros, ones] = this.counts.get(name) || [1, 1];
    return [zeros, zeros + ones];
  }

  learn(name, bit) {
    if (name === undefined) return;
    let counts = this.counts.get(name) || [1, 1];
    counts[bit ? 1 : 0] += 2;
    if (counts[0] + counts[1] > MEMORY) counts = counts.map((it) => Math.ceil(it / 2));
    this.counts.set(name, counts);
  }
}

function middleOf(low, high, [zeros, all]) { return low + Math.floor((high - low) * zeros / all); }

export class Writer {
  constructor() {
    this.odds = new Odds();
    this.low = 0;
    this.high = TOP;
    this.written = [];
  }

  /** Writes one decision, and gives it back. */
  bit(name, value) {
    const bit = Boolean(value);
    const middle = middleOf(this.low, this.high, this.odds.of(name));
    if (bit) this.low = middle + 1;
    else this.high = middle;
    this.odds.learn(name, bit);
    while (((this.low ^ this.high) >>> 24) === 0) {
      this.written.push(this.low >>> 24);
      this.low = (this.low << 8) >>> 0;
      this.high = ((this.high << 8) | 255) >>> 0;
    }
    return bit;
  }

  /** The bytes, without the zeros at their end: a reader takes what is not there as zeros. */
  bytes() {
    const bytes = this.written.slice();
    for (let count = 0; count <= 4; count += 1) {
      const step = Math.pow(2, 32 - 8 * count);
      const last = Math.ceil(this.low / step) * step;
      if (last > this.high) continue;
      for (let index = 0; index < count; index += 1) bytes.push(Math.floor(last / Math.pow(2, 24 - 8 * index)) % 256);
      break;
    }
    while (bytes.length > 0 && bytes[bytes.length - 1] === 0) bytes.pop();
    return bytes;
  }
}

export class Reader {
  constructor(bytes) {
    this.odds = new Odds();
    this.low = 0;
    this.high = TOP;
    this.left = bytes.slice();
    this.now = 0;
    for (let count = 0; count < 4; count += 1) this.take();
  }

  take() { this.now = ((this.now << 8) | (this.left.shift() || 0)) >>> 0; }

  /** Reads one decision. */
  bit(name) {
    const middle = middleOf(this.low, this.high, this.odds.of(name));
    const bit = this.now > middle;
    if (bit) this.low = middle + 1;
    else this.high = middle;
    this.odds.learn(name, bit);
    while (((this.low ^ this.high) >>> 24) === 0) {
      this.low = (this.low << 8) >>> 0;
      this.high = ((this.high << 8) | 255) >>> 0;
      this.take();
    }
    return bit;
  }
}
