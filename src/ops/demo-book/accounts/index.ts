import type { Script } from '../plan.ts';
import { BRIGHTWATER } from './brightwater.ts';
import { CEDAR_RIDGE } from './cedar-ridge.ts';
import { DINGSHENG } from './dingsheng.ts';
import { DONGFANG } from './dongfang.ts';
import { HAILAN } from './hailan.ts';
import { HALDEN } from './halden.ts';
import { HARBOUR } from './harbour.ts';
import { HOSPITAL } from './hospital.ts';
import { HUAXIN } from './huaxin.ts';
import { HUAXIN_SHANGHAI } from './huaxin-shanghai.ts';
import { MINGDE } from './mingde.ts';
import { NORTHWIND } from './northwind.ts';
import { NORTHWIND_TRADERS } from './northwind-traders.ts';
import { OLD_MILL } from './old-mill.ts';
import { RUIKANG } from './ruikang.ts';
import { YUNFAN } from './yunfan.ts';

export const SCRIPTS: readonly Script[] = [
  HUAXIN,
  HUAXIN_SHANGHAI,
  DONGFANG,
  YUNFAN,
  HOSPITAL,
  MINGDE,
  DINGSHENG,
  RUIKANG,
  HAILAN,
  NORTHWIND,
  NORTHWIND_TRADERS,
  HARBOUR,
  BRIGHTWATER,
  HALDEN,
  CEDAR_RIDGE,
  OLD_MILL,
];
