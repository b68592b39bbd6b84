const LINK = /\b(?:https?:\/\/|www\.)[^\s\p{Script=Han},。；;、）)\]」』】”"<>]{1,2000}/giu;
/** 华为份额=68 来源=客户 is a fact told by its figures: those are read. */
const EQUATION =
  /(?<![^\s,;:，；：。(（])[\p{L}_][\p{L}\p{N}_-]{0,60}(?<!份额|占比|上限|来源|share|ceiling|source)=(?![=>"“])[^\s,;，；。]{1,200}/gu;

/** Stands for a character nobody is to read: a letter that no name, word or number of ours is written with. */
const MASK = 'λ';

/** The text with every web address made unreadable, as many units as before: what stands in one was said by nobody. */
export function withoutLinks(text: string): string {
  return /:\/\/|www\./i.test(text) ? text.replace(LINK, (link) => MASK.repeat(link.length)) : text;
}

/** The same for `x=y` as well: neither its days nor its figures are those of what is told. */
export function withoutEquations(text: string): string {
  const words = withoutLinks(text);
  return words.includes('=') ? words.replace(EQUATION, (equation) => MASK.repeat(equation.length)) : words;
}
