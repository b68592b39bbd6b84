/** Closed lists about names: what a name may lose and still be it, and which names are also everyday words. */

/** Legal forms at the end of a Chinese company name; longest first. */
export const HAN_LEGAL = [
  '股份有限公司',
  '有限责任公司',
  '集团有限公司',
  '有限公司',
  '总公司',
  '分公司',
  '子公司',
  '集团公司',
  '公司',
  '集团',
  '控股',
] as const;

/** Lines of business a Chinese company name carries before its legal form, and colleagues leave out; longest first. */
export const HAN_INDUSTRY = [
  '信息技术',
  '网络技术',
  '通信技术',
  '通讯技术',
  '网络科技',
  '信息科技',
  '电子商务',
  '新能源',
  '新材料',
  '供应链',
  '房地产',
  '半导体',
  '技术',
  '科技',
  '电子',
  '电器',
  '电气',
  '信息',
  '软件',
  '网络',
  '通信',
  '通讯',
  '智能',
  '数据',
  '机械',
  '设备',
  '制造',
  '实业',
  '工业',
  '贸易',
  '商贸',
  '商业',
  '国际',
  '投资',
  '咨询',
  '管理',
  '服务',
  '传媒',
  '文化',
  '教育',
  '医疗',
  '医药',
  '生物',
  '制药',
  '药业',
  '汽车',
  '能源',
  '电力',
  '材料',
  '化工',
  '化学',
  '建筑',
  '建设',
  '工程',
  '物流',
  '食品',
  '餐饮',
  '饮料',
  '农业',
  '地产',
  '置业',
  '金融',
  '保险',
  '证券',
  '发展',
  '产业',
] as const;

/** Places a Chinese company name may begin with; 省, 市 or 自治区 may follow. */
export const HAN_PLACES = (
  '北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 ' +
  '甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 深圳 广州 杭州 南京 苏州 无锡 常州 宁波 温州 合肥 福州 厦门 泉州 南昌 ' +
  '济南 青岛 烟台 郑州 武汉 长沙 东莞 佛山 珠海 惠州 中山 南宁 海口 成都 贵阳 昆明 西安 兰州 太原 石家庄 沈阳 大连 长春 哈尔滨'
).split(' ');

/** What is left of a Chinese name must not be one of these, or every sentence would mention it. */
export const HAN_GENERIC: ReadonlySet<string> = new Set(
  (
    '银行 大学 医院 学校 中心 中国 国家 第一 第二 东方 联合 创新 未来 今日 先进 统一 共同 时代 世纪 环球 全球 世界 工厂 总部 客户 ' +
    '项目 产品 方案 预算 合同 会议 电话 微信 邮件 报价 公司 集团 部门 研究院 研究所 事务所 经理 控股 进出口 股份 有限 城市 高新 一期 二期'
  )
    .split(' ')
    .concat(HAN_LEGAL, HAN_INDUSTRY, HAN_PLACES),
);

/** Legal forms at the end of a company name in Latin letters, written without dots. */
export const LATIN_LEGAL: ReadonlySet<string> = new Set(
  (
    'inc incorporated ltd limited llc llp lp gmbh corp corporation co company companies plc sa sas sarl ag kg kgaa se nv bv ab as oy ' +
    'oyj aps spa srl pty pte sdn bhd kk ug ev mbh group holding holdings and und et'
  ).split(' '),
);

/** Everyday English words, and words of this trade, that are also somebody's name; as a name they are written with a capital. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    'a about above access account accounts act action active add after again agree air alert all also am amount an and angel answer any ' +
    'apple april apex arc are art as ask asset at august aurora autumn away back bank base be because best better big bill block blue ' +
    'board bold book boss both bright bring budget build business but buy by call can care case cash change chart chase check chip ' +
    'christian circle city clear client close cloud club code come compass concept contact contract core cost could cross crown cube ' +
    'current customer daily dash data date dawn day deal delta demo design detail dev did digital direct do does done dot down draft ' +
    'drive drop due each eagle early ease east easy echo edge email end energy even event ever every expert express eye face fact fair ' +
    'faith fast field file final find fine finance fire first fit five flow focus follow food for force form forward found four fox ' +
    'frank free friday fresh from full fun future galaxy gap general get gift give global go goal gold good grace grand grant great ' +
    'green grid ground group grow growth had hand happy harmony has have he health hello help her here high him his hold home hope ' +
    'horizon hour house how hub hunter i idea if impact in index info insight intel inter into is issue it its iris ivy jack jade june ' +
    'joy just keep key kind know land large last late later law lead leader leaf league lean legal less let letter level life light like ' +
    'line link list little live local log logic long look loop lotus lunch made mail main make man many march mark market mars mass ' +
    'master match matrix max may me mean meet meeting member merit met micro mid mint miss mission model modern monday month more most ' +
    'move much my name need net network never new news next nice night no none north not note nothing nova now number oak object of off ' +
    'offer office ok old olive on once one only open option or oracle orange orbit order other our out over own page pan paper part ' +
    'partner party pass path pay peak pearl people phone pin pioneer place plan play please plus point port power price prime print ' +
    'product profile progress project prospect pulse pure quality quarter question quick quote ray ready real red relay reply report ' +
    'rest result review rich right rise river road robin rock root rose round royal rule run sage sale sales same sat saturday save say ' +
    'scale school score sea seat second see seed send senior sense sent serve service set seven share she shell shift ship shop short ' +
    'show side sign signal silver simple since site six sky smart snap so solid some son soon source south space spark speed spring ' +
    'square staff stage stand star start state stay step still stone stop store story strong success such sum summer summit sun sunday ' +
    'sunny supply support sure swift switch system table take talk target task team tech ten term test text than thank thanks that the ' +
    'their them then there these they thing think this three through thursday ticket time to today together told tomorrow too top total ' +
    'touch town track trade train trend tree trial true trust try tuesday turn two under union unit united unity up update us use user ' +
    'value vanguard very via victor victory view vision visa visit vista voice vote wait walk want was wave way we web wednesday week ' +
    'well went were west what when where which white who why wide will win wind window winner wise wish with wolf wonder word work world ' +
    'would yes yesterday yet you young your zero zone zoom'
  ).split(' '),
);
