/** Text is compared trimmed, in Unicode NFC and lower case; ids never pass through here. */
export const normalised = (text: string): string => text.trim().normalize('NFC').toLowerCase();

/** Gives every distinct word a number from 1; 0 stands for 'not given'. */
export class WordNumbers {
  readonly words: string[] = [''];
  private readonly numbers = new Map<string, number>([['', 0]]);
  /** By the text as it was written, since the same few are written again and again. */
  private readonly written = new Map<string, number>();

  ofText(text = ''): number {
    let number = this.written.get(text);
    if (number === undefined) this.written.set(text, (number = this.number(normalised(text))));
    return number;
  }

  /** The numbers of a list as a set, in the order of the list. */
  ofList(list: string[]): number[] {
    const numbers: number[] = [];
    for (const text of list) {
      const number = this.ofText(text);
      if (number !== 0 && !numbers.includes(number)) numbers.push(number);
    }
    // A copy has no room to spare, and there are tens of thousands of such lists.
    return numbers.slice();
  }

  private number(word: string): number {
    let number = this.numbers.get(word);
    if (number === undefined) this.numbers.set(word, (number = this.words.push(word) - 1));
    return number;
  }
}
