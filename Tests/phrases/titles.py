#!/usr/bin/env python3
"""titles.py [--half tuning|judging]: prints 600 invented titles as branches write them.

The rules of docs/internals/phrases.md were made with the titles of one half at hand; only those of the other half, which are
made of other parts, judge them."""
import argparse
import random
import types

# The parts of the titles that the rules were made with, and those of the titles that judge them.
TUNING, JUDGING = {}, {}
TUNING["PLACES"] = (
    "青石桥街道 柳湾村 北仓镇 望江社区 临河新区 槐树岭 松涛苑小区 南浦中学 第三人民医院 轻纺城市场 白鹭洲公园 县图书馆 云台乡卫生院 "
    "高铁东站 滨海化工园 老年大学 退役军人服务站 水文站 供电所 客运分公司 枫叶路社区 石鼓区 大坪镇 红旗渠小学 翠屏山林场 三江口码头 "
    "儿童福利院 市民政局 柴家沟 南湖派出所 玉带河西岸 技工学校 牡丹园小区 气象观测站 双桥变电站 综合行政执法队 长青敬老院 田心村 "
    "城北水厂 交通运输协会 ").split()
JUDGING["PLACES"] = (
    "梅园新村 红星机械厂 黄泥塘社区 东风路小学 沙河驿镇 凤凰岭景区 市疾控中心 碧水湾小区 老城区供销社 鹿鸣谷村 渔港路街道 第七中学 "
    "县融媒体中心 北山养护站 国际物流园 花桥菜市场 桃李幼儿园 民族团结广场 金盆湾水库 邮政支局 ").split()
TUNING["BODIES"] = (
    "机关党委 第二党支部 离退休干部党支部 青年理论学习小组 工会 妇联 团委 物业党支部 流动党员党支部 联合党委 关工委 纪检组 志愿服务队 "
    "业主委员会 党群工作部 乡村振兴工作队 机关第一党支部 老干部局 教工党支部 巾帼志愿队 党史学习小组 总支委员会 村民小组 调解委员会 "
    "合唱团 人大代表联络站 青年突击队 安全生产委员会 共建单位 宣讲团 红白理事会 住院部护理组 ").split()
JUDGING["BODIES"] = (
    "综合党支部 基层工会 民兵连 理论宣讲团 家长委员会 护林队 党建办公室 第四党小组 商会党支部 文艺队 应急小分队 监督委员会 "
    "女职工委员会 科技特派员 治保会 服务窗口 ").split()
TUNING["PEOPLE"] = (
    "谷雨生 汪秀兰 欧阳晴 罗小舟 施景明 司徒远 韦春芳 牟志刚 晏殊宁 康大力 宋明月 凌翠花 诸葛亦 姚大海 喻晓棠 范长林 钟爱莲 "
    "秦有田 陶振华 苗雨欣 ").split()
JUDGING["PEOPLE"] = (
    "顾长河 白雪莹 上官云 邱大庆 龙秀英 葛建平 阮小满 尹志勇 蔡文静 闵家骏 ").split()
TUNING["TOPICS"] = (
    "防汛抢险 垃圾分类 反诈宣传 消防安全 森林防火 电动自行车充电 老旧小区改造 加装电梯 疫苗接种 困难群众慰问 家庭医生签约 高空抛物治理 "
    "养老认证 失业登记 秸秆禁烧 河道清淤 非遗剪纸 红色家书诵读 廉政警示教育 民族团结 国家安全教育 心肺复苏培训 网格化管理 普法讲座 "
    "文明养犬 厨余减量 粮食收购 春耕备耕 稻田灌溉 果树嫁接 义务献血 无偿捐献 节水护水 噪声扰民整治 档案整理 保密检查 经费审计 "
    "固定资产清查 年度述职评议 谈心谈话 发展党员培训 组织生活会 民主评议党员 入党积极分子考察 基本医疗保险缴费 安全用电检查 春季造林 "
    "桥梁加固 食品安全监管 扫黑除恶 留守儿童关爱 残疾人就业 道路硬化 危房排查 控辍保学 耕地保护 人口普查 土地流转 农机检修 慢性病筛查 "
    "矛盾纠纷化解 快递进村 校园周边整治 职业病防治 文物巡查 博物馆研学 拥军优属 信访接待 退耕还林 饮用水源保护 居家养老 电商直播 "
    "台风防御 低保复核 社区矫正 企业减税 宅基地审批 燃气管道更换 冬季供暖 双拥共建 法律援助 婚丧简办 移风易俗 创业贷款 ").split()
JUDGING["TOPICS"] = (
    "防洪度汛 农村厕所改造 小微企业帮扶 儿童预防接种 公共场所禁烟 义务教育招生 历史建筑保护 冬季征兵 经济普查 劳动合同签订 油菜收割 "
    "茶叶采摘 老年人体检 预付卡监管 保障性住房分配 村规民约修订 阅读推广 路灯维修 山洪预警 流动人口登记 车棚建设 奖学金评选 红色旅游 "
    "药品安全 政务公开 妇女权益保障 渔船安全 口袋公园建设 公交线路优化 窗口作风整顿 清明祭扫 湿地保护 特种设备检验 图书捐赠 楼道清理 "
    "鼠害防治 干部选拔任用 离任审计 粮食节约 信息公开 ").split()
TUNING["EVENTS"] = (
    "动员会 推进会 座谈会 现场会 培训班 专题党课 知识竞赛 演讲比赛 书画展 交流活动 志愿服务 实地调研 参观学习 拉练 演练 联谊赛 "
    "报告会 读书分享会 启动仪式 表彰大会 专家论证会 经验交流会 岗前培训 工作例会 歌咏比赛 摄影展 研讨会 体验日 宣传周 义卖 观摩团 "
    "登山比赛 故事会 恳谈会 民主测评 票决 ").split()
JUDGING["EVENTS"] = (
    "协调会 誓师大会 听证会 碰头会 技能竞赛 示范课 文艺汇演 长跑 恳谈日 开放日 联席会议 公益讲座 擂台赛 巡回宣讲 总结会 植树节活动 "
    "业务培训 问卷调查 ").split()
TUNING["VERBS"] = (
    "召开 举办 开展 组织 启动 举行 部署 承办 承接 筹备 推进 主持 安排 举办 开展 落实 ").split()
JUDGING["VERBS"] = (
    "召集 开展 布置 举办 筹办 实行 完成 加强 ").split()
TUNING["PERIODS"] = (
    "2026年上半年 2025年度 第三季度 7月 国庆期间 春节前后 汛期 暑假 “七一”前夕 双休日 2026—2027年度 近期 "
    "2026年下半年 “十五五”期间 第四季度 11月 端午期间 三伏天 2025—2026学年 节假日 年底前 重阳节 一季度 全年 ").split()
JUDGING["PERIODS"] = (
    "2027年春季 党代会前夕 第二季度 4月 元旦期间 梅雨季节 2026年全年 周末 “八一”期间 寒假 月底前 下半年 ").split()
TUNING["TAILS"] = (
    "的通知 的公告 的函 的批复 的实施方案 的补充通知 情况的通报 工作总结 的倡议书 的紧急通知 的请示 的意见 的决定 的复函 的工作方案 "
    "的表扬通报 的报告 若干措施 的温馨提示 的招标公告 ").split()
JUDGING["TAILS"] = (
    "的通知 的复函 的情况说明 的考核办法 的公示 的致谢信 的会议纪要 的征求意见稿 的奖励决定 的部署意见 ").split()
TUNING["VIRTUES"] = (
    "甘为人梯 默默坚守 热心肠 闲不住 善调解 不服老 敢碰硬 守初心 走在前列 扎根山乡 不知疲倦 扶危济困 沉得住气 精打细算 爱管闲事 "
    "一诺千金 有求必应 淡泊名利 手巧心细 三十年如一日 ").split()
JUDGING["VIRTUES"] = (
    "勤勤恳恳 舍小家顾大家 认死理 任劳任怨 心里装着群众 肯吃亏 言而有信 冲锋在前 老当益壮 说话算数 ").split()
TUNING["DEEDS"] = (
    "修好了巷口的路灯 把菜窖改成了图书角 给独居老人送去棉被 一天跑了十九户 教会邻居视频通话 带回三麻袋塑料瓶 替夜班同事站岗 攒下两千册旧书 "
    "在雨里守了一夜堤坝 把账本贴上了墙 用方言讲党课 骑车送药四十里 连夜转移六十名群众 为孩子们补习算术 清理淤泥二十余吨 让荒坡结出了杨梅 "
    "给山里娃娃捎去课本 认领了八亩荒滩 在病房里写完思想汇报 把旧厂房腾出来办食堂 用轮椅推出一支球队 连续六年照看邻家老人 替乡亲们跑通了销路 "
    "抬着担架走下悬崖 自费装上太阳能路灯 劝和了一对吵架兄弟 挨家核对户口底册 捡回来的钱包等失主 拆掉自家院墙让出通道 骑着三轮收集废电池 "
    "把嫁妆钱捐给学校 凌晨抢修断裂水管 ").split()
JUDGING["DEEDS"] = (
    "把自家仓库改成阅览室 背着药箱走遍二十个山头 替独居的邻居缴了电费 三次婉拒锦旗 在桥头值守通宵 扛着沙袋堵住管涌 教孩子们辨认星座 "
    "把退休金捐给敬老院 修旧利废省下八万元 帮果农卖出滞销柑橘 给新同事当向导 用一张地图找回走失老人 清早扫净门前积雪 带领乡亲种下万亩油茶 "
    "坚持写民情日记 为聋哑青年联系工作 ").split()
TUNING["ESSAYS"] = (
    "读《乡土中国》札记 从一碗阳春面说起 会议记录怎样写得明白 老支书的三本笔记 我的入党介绍人 为什么要定期交党费 怎样听懂群众的牢骚 "
    "写给新转正同志的信 一张欠条的来历 夜校里的煤油灯 算清楚这笔良心账 学会说“我不知道” 谁来替我们站最后一班岗 把难事掰开来办 "
    "在异乡过组织生活 雪夜送粮记 重读《为人民服务》有感 从三个鸡蛋说开去 怎样写好思想汇报 一本磨破封皮的党章 父亲的入党志愿书 "
    "我们为什么反对形式主义 做群众工作别怕碰钉子 给远方战友的回信 账本里看作风 大槐树下的议事会 把会开短一点 谈谈“本领恐慌” "
    "一位老会计的告别 从田埂上学来的辩证法 异国工地上的党小组 一盏马灯照山路 ").split()
JUDGING["ESSAYS"] = (
    "读《论十大关系》的几点体会 从一把旧算盘谈起 支委会怎么开才不走样 写在党费证背面的话 我和师傅结对的日子 为什么要把票投给他 "
    "听意见要坐得住 寄往边防的一封家书 发票背后的规矩 煤矿里长大的党员 窑洞灯光与今天的我们 道理讲透事情好办 请把话筒交给群众 "
    "三代人的入党故事 在孤岛上过党日 麦收时节的支部会 ").split()
TUNING["KINDS"] = (
    "侧记 纪实 掠影 小记 回访 问答 随笔 手记 速写 见闻 剪影 杂谈 追记 访谈 拾零 一得 ").split()
JUDGING["KINDS"] = (
    "札记 特写 散记 印象 花絮 短评 实录 后记 ").split()


def half(name):
    """300 titles, always the same ones: those to make rules with, or those to judge them by."""
    parts = types.SimpleNamespace(**(TUNING if name == "tuning" else JUDGING))
    pick = random.Random(20260701)

    one = pick.choice

    forms = (
        lambda: f"关于{one(parts.VERBS)}{one(parts.PERIODS)}{one(parts.TOPICS)}{one(parts.EVENTS)}{one(parts.TAILS)}",
        lambda: f"关于做好{one(parts.PERIODS)}{one(parts.TOPICS)}工作{one(parts.TAILS)}",
        lambda: f"关于成立{one(parts.PLACES)}{one(parts.BODIES)}{one(parts.TAILS)}",
        lambda: f"关于调整{one(parts.TOPICS)}领导小组成员{one(parts.TAILS)}",
        lambda: f"{one(parts.PLACES)}{one(parts.BODIES)}{one(parts.VERBS)}{one(parts.TOPICS)}{one(parts.EVENTS)}",
        lambda: f"{one(parts.PLACES)}：{one(parts.TOPICS)}进万家",
        lambda: f"{one(parts.PEOPLE)}：{one(parts.VIRTUES)}的{one(('老党员', '楼栋长', '退伍兵', '村医', '炊事员', '护林员', '邮递员', '女焊工'))}",
        lambda: f"{one(parts.PEOPLE)}{one(parts.DEEDS)}",
        lambda: f"{one(parts.PLACES)}{one(parts.BODIES)}{one(parts.DEEDS)}",
        lambda: f"{one(parts.ESSAYS)}",
        lambda: f"{one(parts.PLACES)}{one(parts.TOPICS)}{one(parts.EVENTS)}{one(parts.KINDS)}",
        lambda: f"{one(parts.PERIODS)}{one(parts.TOPICS)}{one(('安排表', '责任清单', '任务分工', '考核办法', '值班表', '花名册', '明细', '告知书'))}",
    )
    found = {}
    while len(found) < 300:
        title = forms[len(found) % len(forms)]()
        # There are few essays, and many of them are in parts.
        if title in found:
            title += f"：{one(parts.KINDS)}之{pick.choice('一二三四五六七八九十')}"
        found[title] = None
    return list(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--half", choices=("tuning", "judging"))
    options = parser.parse_args()
    for name in [options.half] if options.half else ["tuning", "judging"]:
        print("\n".join(half(name)))
