/**
 * Numbers pairs of whole numbers in the order they come, from 0. An open table in one array and a row of whole numbers for each
 * pair in another: several times as fast as a `Map`, and nothing to collect but two arrays.
 */
export class Numbering {
  /** `cells[n × stride]` and the next are the pair's own; what follows is the owner's to use, 0 at first. */
  cells: Int32Array;
  readonly stride: number;
  size = 0;
  /** Number + 1 of the pair at each place, 0 where none is. */
  #places: Int32Array;
  #most: number;

  /** @param expected about as many pairs as will come */
  constructor(stride: number, expected: number) {
    this.stride = stride;
    this.#most = Math.max(16, 2 ** Math.ceil(Math.log2(expected + 1)));
    this.#places = new Int32Array(2 * this.#most);
    this.cells = new Int32Array(stride * this.#most);
  }

  /** The number of a pair, a new one when it was not met before. */
  of(first: number, second: number): number {
    const place = this.#placeOf(first, second);
    const known = this.#places[place]!;
    if (known > 0) return known - 1;
    const n = this.size++;
    this.#places[place] = n + 1;
    this.cells[n * this.stride] = first;
    this.cells[n * this.stride + 1] = second;
    if (this.size === this.#most) this.#grow();
    return n;
  }

  /** −1 for a pair that was not met. */
  find(first: number, second: number): number {
    return this.#places[this.#placeOf(first, second)]! - 1;
  }

  /** What stands at one place of every row. */
  column(at: number): Int32Array {
    const out = new Int32Array(this.size);
    for (let n = 0; n < out.length; n++) out[n] = this.cells[n * this.stride + at]!;
    return out;
  }

  #placeOf(first: number, second: number): number {
    const places = this.#places;
    const last = places.length - 1;
    let place = Math.imul(first + Math.imul(second, 0x9e3779b1), 0x85ebca6b);
    place = (place ^ (place >>> 15)) & last;
    for (let n = places[place]!; n > 0; n = places[place]!) {
      const at = (n - 1) * this.stride;
      if (this.cells[at] === first && this.cells[at + 1] === second) return place;
      place = (place + 1) & last;
    }
    return place;
  }

  #grow(): void {
    this.#most *= 2;
    const { cells } = this;
    this.cells = new Int32Array(this.stride * this.#most);
    this.cells.set(cells);
    this.#places = new Int32Array(2 * this.#most);
    for (let n = 0; n < this.size; n++) {
      this.#places[this.#placeOf(cells[n * this.stride]!, cells[n * this.stride + 1]!)] = n + 1;
    }
  }
}
