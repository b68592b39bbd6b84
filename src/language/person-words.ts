const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝';
const DOUBLE_SURNAMES = '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|夏侯|端木|南宫';
const TITLES =
  '总经理|副总裁|副总|总监|总裁|董事长|总工|经理|主任|部长|科长|处长|局长|厂长|院长|校长|所长|行长|会长|书记|主管|会计|出纳|工程师|老师|教授|博士|先生|女士|小姐|秘书|助理|总|董|工|处|局|哥|姐';
const TITLED = new RegExp(`^(?:小|老)?(?:${DOUBLE_SURNAMES}|[${SURNAMES}])[\\p{Script=Han}]{0,2}?(?:${TITLES})$`, 'u');
const FAMILIAR = new RegExp(`^(?:小|老|阿)[${SURNAMES}]$`);
const NAMED = new RegExp(`^(?:(?:${DOUBLE_SURNAMES})\\p{Script=Han}{1,2}|[${SURNAMES}]\\p{Script=Han}{1,2})$`, 'u');

/** Han words of two or three characters that start like a name and are none. */
const NO_NAMES = new Set(
  (
    '高层 高管 高级 高铁 方案 方面 方向 时间 时候 项目 成都 成本 成功 成员 郑州 徐州 常州 温州 石家庄 江苏 江西 江门 江阴 云南 金华 金额 黄山 安徽 安庆 安排 安全 宁波 宁夏 贺州 梅州 柳州 包头 武汉 何时 任务 任何 ' +
    '明年 明天 后天 周一 周二 周三 周四 周五 周六 周日 周末 周报 周会 季度 全部 全员 全体 全国 应付 应收 应该 关系 关于 关键 文件 文档 管理 管理层 单位 单子 单价 古城 车间 连锁 简单 路上 路演 向上 于是 钱款 党委 党建 白天 马上 ' +
    '司机 施工 施工方 游客 章程 商务 商务部 商量 宗旨 严重 万元 万一 尚未 万台 华东 华南 华北 华中 华西 师傅 景区 席位 明确 明细 和解 和谐 易耗 聂风 房间 边上 古镇 解决 解释 解决方案 柜台 左右 齐全 盛会 冷库 师生 项目部 应用 时机 ' +
    '车辆 车队 单独 沙龙 景点 顾客 顾问 石油 金融 金属 电力 农业 农行 龙头 和平 文化 康复 车站 高校 高新区 中心 管线 管道 平台 米兰 舒适 米饭 白酒 茶叶 水果 月饼 江湖 海鲜 成品 石化 牛奶 马达 路由 程序 路线 梁柱 温度 ' +
    '祝福 祝贺 祝愿 祝好 向导 明显 史料 应届 于此 童装 毕竟 谷歌 时段 时效'
  ).split(' '),
);
const NO_PERSON_END =
  /(?:部|处|科|室|厂|公司|集团|中心|团队|组|院|局|会|店|区|楼|层|们|方|司|所|行|站|市|省|县|路|园|城|馆|厅|队|班|家|人员|员工|客户|项目|方案|合同|预算|系统|产品|价|款|费|单|事|期)$/;

/** Whether a run of Han characters is shaped like a person: 李四, 王总, 李会计, 小王. Departments and places are not. */
export function looksLikeHanPerson(run: string): boolean {
  if (NO_NAMES.has(run)) return false;
  if (TITLED.test(run) || FAMILIAR.test(run)) return true;
  return NAMED.test(run) && !NO_PERSON_END.test(run);
}

const LATIN_NO_NAMES = new Set(
  (
    'i we they he she it you the a an my our their his her team office staff management board department purchasing finance procurement sales marketing legal engineering technology it hr ceo cfo cto coo cio vp po qa rfp rfq poc q1 q2 q3 q4 english chinese ' +
    'everyone everybody people colleagues others someone somebody customer client customers clients boss manager director engineers buyers headquarters hq factory plant today yesterday tomorrow weds mon tue tues wed thu thur thurs fri monday tuesday wednesday thursday friday saturday sunday ' +
    'january february march april may june july august september october november december christmas easter lunch dinner coffee breakfast zoom teams slack wechat feishu whatsapp email phone beijing shanghai shenzhen london paris berlin new york hong kong singapore china europe asia us uk eu ' +
    'mid-autumn festival year spring phase budget price contract project quote order next follow note update discussed talked some two three four five all both more also then there here about regarding re and or but not no yes usd eur cny rmb gbp who what which when where whether so last this that these those good great very them him us me myself chief head'
  ).split(' '),
);

/** Whether a folded Latin word may be part of a person's name. */
export function mayNamePerson(word: string): boolean {
  return /^[\p{Script=Latin}\p{M}'’-]{2,}$/u.test(word) && !LATIN_NO_NAMES.has(word.replace(/'s$/, ''));
}
