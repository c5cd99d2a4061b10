/** Numbers pairs of whole numbers in the order they come, from 0: an open table, several times as fast as a `Map` of strings or sums. */
export class Numbering {
  /** Number + 1 of the pair at each place, 0 where none is. */
  #places = new Int32Array(1 << 10);
  #first = new Int32Array(1 << 9);
  #second = new Int32Array(1 << 9);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The number of a pair, a new one when it was not met before. */
  of(first: number, second = 0): number {
    const place = this.#placeOf(first, second);
    const known = this.#places[place]!;
    if (known > 0) return known - 1;
    const n = this.#size++;
    this.#places[place] = n + 1;
    this.#first[n] = first;
    this.#second[n] = second;
    if (this.#size === this.#first.length) this.#grow();
    return n;
  }

  /** −1 for a pair that was not met. */
  find(first: number, second = 0): number {
    return this.#places[this.#placeOf(first, second)]! - 1;
  }

  /** The first, and the second, number of each pair. */
  firsts(): Int32Array {
    return this.#first.slice(0, this.#size);
  }

  seconds(): Int32Array {
    return this.#second.slice(0, this.#size);
  }

  #placeOf(first: number, second: number): number {
    const last = this.#places.length - 1;
    let place = Math.imul(first + Math.imul(second, 0x9e3779b1), 0x85ebca6b);
    place = (place ^ (place >>> 15)) & last;
    for (let n = this.#places[place]!; n > 0; n = this.#places[place]!) {
      if (this.#first[n - 1] === first && this.#second[n - 1] === second) return place;
      place = (place + 1) & last;
    }
    return place;
  }

  #grow(): void {
    const first = this.#first;
    const second = this.#second;
    this.#first = new Int32Array(2 * first.length);
    this.#second = new Int32Array(2 * second.length);
    this.#first.set(first);
    this.#second.set(second);
    this.#places = new Int32Array(2 * this.#places.length);
    for (let n = 0; n < this.#size; n++) this.#places[this.#placeOf(first[n]!, second[n]!)] = n + 1;
  }
}
