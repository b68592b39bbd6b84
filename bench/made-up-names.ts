import type { Chance } from './chance.ts';

/** Names that nobody bears, built so that ten thousand accounts have ten thousand different brands. */

const BRAND_CHARACTERS = [
  ...'恒瑞嘉盛宏远鼎泰博雅晟辉铭锐凯悦澜沃骏腾翔昊霖裕祥德润丰禾景曜星蓝云海川岭松柏竹菱卓众汇融达信诚立正方圆启航越飞驰奥维康健华宇光耀明朗颐和永隆兴茂源益友旺利朋联迈普赛思特科',
];
const PLACES = ['北京', '上海', '深圳', '广州', '杭州', '苏州', '成都', '武汉', '西安', '南京', '青岛', '宁波'];
const LINES = ['技术', '科技', '电子', '制药', '物流', '食品', '新能源', '机械', '建筑', '医疗', '汽车', '贸易'];
const FORMS = ['有限公司', '股份有限公司', '集团有限公司'];

const ONSETS =
  'Nor Hal Bren Cal Dun Est Fen Gar Hav Ing Jor Kel Lor Mar Nev Ost Pel Quin Ros Sel Tor Ulm Var Wen Yar Zel Ald Bor Cres Dal Elm Far Glen Har Isl Jas Kir Lin Mon Nair Orl Pem Rad Sten Thal Und Ven Wal Ash Brock Carn Drum Elder Flint Grant Hert Ivor Kent Lang Mill Nash'.split(
    ' ',
  );
const ENDINGS =
  'wick dale ford mont vex tron berg stead ham worth field brook land mark well ton gate crest moor ridge haven port view lake shaw cliff den bury holt combe stow thorpe vale wood croft burn bank gill hurst leigh mere ness over rigg sett side toft wold yard fell garth keld law more pool quay rick sand tarn under ville'.split(
    ' ',
  );
const TRADES = ['Logistics', 'Foods', 'Pharma', 'Systems', 'Motors', 'Retail', 'Chemicals', 'Robotics', 'Textiles'];
const LATIN_FORMS = ['Inc.', 'Ltd', 'GmbH', 'LLC', 'plc', ''];

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓冯萧程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚',
];
const GIVEN_CHARACTERS = [
  ...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲红玉建斌宇浩然子轩雨欣佳怡梓涵思远嘉宁晓东志鹏振国海燕春梅雪松俊峰立新天翔慧婷晨曦博文',
];
const FIRST_NAMES =
  'Alice Bob Carol Daniel Emma Frederick Grete Henry Ingrid James Karen Laura Michael Nina Oliver Patricia Quentin Rachel Steven Teresa Ursula Walter Yvonne Zachary Anders Bianca Claire Dmitri Elena Fiona George Helen Ivan Julia Kevin Linda Martin Nadia Oscar Paula Robert Sophie Thomas Vera William Amara Chidi Diego Esther Gabriel Hana Idris Jonas Keiko Leila Mateo Noor Priya'.split(
    ' ',
  );
const LAST_NAMES =
  'Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker Thompson Hughes Edwards Roberts Evans Clarke Turner Harris Jackson Clifford Martinez Lopez Garcia Fernandez Rossi Ferrari Weber Schneider Fischer Meyer Hoffmann Becker Schulz Kowalski Nowak Ivanov Petrov Tanaka Suzuki Watanabe Kim Nguyen Okafor Adeyemi Mensah Haddad Khalil Cohen Levy Andersson Nilsson Hansen Larsen Dubois Moreau Laurent Silva Costa Pereira Oconnor Murphy Byrne Sullivan Novak Horvat Popescu Ionescu'.split(
    ' ',
  );
const TITLES = ['总经理', '采购经理', '财务总监', '技术总监', '工程师', '处长', '主任', '采购主管'];
const LATIN_TITLES = ['CEO', 'CFO', 'Head of Purchasing', 'Engineering Manager', 'Buyer', 'Operations Director'];

export interface MadeAccount {
  readonly name: string;
  /** What colleagues say; borne by no other account. */
  readonly brand: string;
  readonly isChinese: boolean;
}

/** So many accounts, half of them Chinese, no two of one brand. */
export function makeAccounts(count: number, chance: Chance): readonly MadeAccount[] {
  const beginnings = pairs(ONSETS, ['', 'a', 'o']);
  const chinese = chance.some(pairs(BRAND_CHARACTERS, BRAND_CHARACTERS), Math.ceil(count / 2));
  const latin = chance.some(pairs(beginnings, ENDINGS), Math.floor(count / 2));
  if (chinese.length + latin.length < count) throw new Error(`There are not enough brands for ${count} accounts.`);
  return Array.from({ length: count }, (_, index): MadeAccount => {
    const isChinese = index % 2 === 0;
    const brand = (isChinese ? chinese : latin)[index >> 1] ?? '';
    const name = isChinese
      ? `${chance.pick(PLACES)}${brand}${chance.pick(LINES)}${chance.pick(FORMS)}`
      : `${brand} ${chance.pick(TRADES)} ${chance.pick(LATIN_FORMS)}`.trim();
    return { name, brand: isChinese ? brand : name.split(' ').slice(0, 2).join(' '), isChinese };
  });
}

function pairs(first: readonly string[], second: readonly string[]): readonly string[] {
  return [...new Set(first.flatMap((one) => second.filter((other) => other !== one).map((other) => one + other)))];
}

/** So many names of people, each once; across accounts names repeat, as they do. */
export function makePeople(count: number, isChinese: boolean, chance: Chance): readonly string[] {
  const names = new Set<string>();
  while (names.size < count) names.add(isChinese ? chineseName(chance) : latinName(chance));
  return [...names];
}

function chineseName(chance: Chance): string {
  const given = chance.pick(GIVEN_CHARACTERS);
  return chance.pick(SURNAMES) + given + (chance.next() < 0.3 ? '' : chance.pick(GIVEN_CHARACTERS));
}

const latinName = (chance: Chance): string => `${chance.pick(FIRST_NAMES)} ${chance.pick(LAST_NAMES)}`;

export const makeTitle = (isChinese: boolean, chance: Chance): string | null =>
  chance.next() < 0.3 ? null : chance.pick(isChinese ? TITLES : LATIN_TITLES);
