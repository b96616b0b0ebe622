/** Text is compared trimmed, in Unicode NFC and lower case; ids never pass through here. */
export const normalised = (text: string): string => text.trim().normalize('NFC').toLowerCase();

/** A list as a set of normalised words. */
export const wordSet = (list: string[]): Set<string> => new Set(list.map(normalised).filter((word) => word !== ''));

/** Gives every distinct word a number from 1; 0 stands for 'not given'. */
export class WordNumbers {
  readonly words: string[] = [''];
  private readonly numbers = new Map<string, number>([['', 0]]);

  number(word: string): number {
    let number = this.numbers.get(word);
    if (number === undefined) {
      number = this.words.length;
      this.words.push(word);
      this.numbers.set(word, number);
    }
    return number;
  }

  ofText(text: string | undefined): number {
    return this.number(normalised(text ?? ''));
  }

  ofList(list: string[]): Int32Array {
    return Int32Array.from([...wordSet(list)], (word) => this.number(word));
  }
}
