import type { TableKind } from '../../ports/transfer.ts';
import type { TableField } from './fields.ts';

type Headers = { readonly [F in TableField]?: string };

const ACCOUNT =
  '客户名称 公司名称 企业名称 客户 公司 企业 单位 单位名称 客户全称 公司全称 所属客户 所属公司 关联客户 客户公司';
const OWNER = '归属人 客户负责人 客户经理 客户归属 客户归属人 负责人（客户） 大客户经理';
const LOOSE_OWNER = '负责人 所有者 负责销售 销售 业务员 跟进人 所属人';
const PRODUCT = '产品 产品名称 商品 商品名称 采购产品 合同名称 订单名称';
const AMOUNT = '金额 订单金额 合同金额 成交金额 总金额 订单总额 合同总金额 价税合计';
const CURRENCY = '币种 货币 币别';

/** What the columns of Chinese tables are called, 悟空CRM's among them. The first is what we write ourselves. */
export const headersZh: Readonly<Record<TableKind, Headers>> = {
  accounts: {
    account: `${ACCOUNT} 名称 全称`,
    aliases: '别名 简称 客户简称 公司简称 曾用名',
    kinds: '大客户类别 客户类别 大客户类型',
    owner: `负责人 ${OWNER} ${LOOSE_OWNER}`,
    backup: '后备负责人 备份负责人 协办人 副负责人',
    team: '团队 团队成员 相关团队 协作人',
    recipientClass: '单位性质 企业性质 客户性质 企业类型',
    recipientRule: '收礼规定 礼品规定',
    timeZone: '时区',
    archived: '已归档 归档',
    id: 'KAM编号',
  },
  contacts: {
    account: ACCOUNT,
    contact: '联系人 姓名 联系人姓名 名字 联系人名称 客户联系人 首要联系人',
    lastName: '姓 姓氏',
    firstName: '名',
    title: '职务 职位 头衔 岗位 职称',
    department: '部门 所在部门 所属部门',
    layer: '层级 管理层级',
    roles: '采购角色 角色 决策角色 决策链角色',
    attitude: '态度 支持度',
    weight: '权重 决策权重',
    state: '状态 在职状态',
    email: '邮箱 电子邮件 电子邮箱 邮件 邮箱地址 E-mail',
    phone: '手机 电话 手机号 手机号码 移动电话 联系电话 电话号码 联系方式 固定电话 座机 办公电话',
    birthday: '生日 出生日期 出生年月日',
    tastes: '爱好 喜好 兴趣爱好',
    taboos: '忌讳 禁忌',
    levels: '人际层次 层次 关系层次',
    aliases: '客户简称 公司简称',
    kinds: '大客户类别',
    owner: OWNER,
    contactOwner: `${LOOSE_OWNER} 联系人负责人`,
    recipientClass: '单位性质 企业性质 客户性质',
    id: 'KAM编号',
  },
  interactions: {
    account: ACCOUNT,
    people: '联系人 相关联系人 客户联系人 联系人姓名 姓名 拜访对象 对方人员',
    members: '我方人员 我方 我方参与人 跟进人 负责人 拜访人 记录人 创建人 参与人 所有者 归属人 客户经理',
    date: '日期 跟进时间 联系时间 跟进日期 拜访日期 拜访时间 联系日期 时间 发生时间 活动时间 记录时间',
    time: '时刻 几点 具体时间',
    kind: '方式 跟进方式 类型 跟进类型 联系方式 拜访方式 活动类型 记录类型 沟通方式',
    subject: '主题 标题',
    note: '内容 跟进内容 记录 跟进记录 拜访内容 沟通内容 备注 纪要 活动内容 详情',
    answered: '有回应 是否回复 对方回复 是否回应',
    occasion: '事由 场合',
    signals: '信号 购买信号',
    amount: '价值 礼品金额 费用 金额',
    currency: CURRENCY,
    nextStep: '下一步 下步计划 下一步计划 后续计划 待办',
    nextDue: '下一步期限 期限 下次联系时间 下次跟进时间 截止日期',
    nextBy: '下一步由谁 由谁',
    nextDone: '下一步完成日 完成日期 兑现日期',
    done: '是否完成 完成状态',
    id: 'KAM编号',
  },
  shares: {
    account: ACCOUNT,
    date: '日期 截至日期 份额日期 统计日期 时间 截至',
    percent: '份额（%） 份额 采购份额 我方份额 占比 份额占比 钱包份额 市场份额',
    low: '份额下限 下限 最低',
    high: '份额上限 最高',
    ceiling: '可得上限 上限 份额天花板',
    source: '来源 数据来源 依据 备注',
  },
  orders: {
    account: ACCOUNT,
    date: '订单日期 下单日期 下单时间 签约日期 签订日期 成交日期 成交时间 合同日期 日期 签约时间',
    amount: AMOUNT,
    currency: CURRENCY,
    product: PRODUCT,
    won: '商机阶段 商机状态 销售阶段',
  },
  facts: {
    account: ACCOUNT,
    kind: '事实类别 事项类别',
    what: '事实 事项 融合或联盟事项',
    date: '起始日期 起 开始日期 自 日期',
    until: '截止日期 止 结束日期 至',
  },
};
