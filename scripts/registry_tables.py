"""What a person had to look up for the registry: whose site a host is, and organs that no rule can derive."""

from __future__ import annotations

# host -> whose site it is, where neither the organ whose report was seen there nor the host's name tells
OWNERS = {
    "jw.taojiang.gov.cn": "桃江县人民政府",  # carries townships' reports
    "js.changchun.gov.cn": "长春市人民政府",  # carries departments' reports
    "linxia.gov.cn": "临夏回族自治州人民政府",  # carries 永靖县's as well
    "peace.jingjiang.gov.cn": "靖江市人民政府",
    "teda.gov.cn": "天津经济技术开发区管理委员会",
    "wxjkq.wuxi.gov.cn": "无锡经济开发区管理委员会",
    "www.china-zibo.gov.cn": "淄博高新技术产业开发区管理委员会",
    "www.customs.gov.cn": "海关总署",  # carries all customs houses'
    "www.dzxq.gov.cn": "云南滇中新区管理委员会",
    "www.echeng.gov.cn": "鄂城区人民政府",
    "www.hnxxjkq.gov.cn": "新乡经济技术开发区管理委员会",
    "www.lda.gov.cn": "连云港经济技术开发区管理委员会",
    "www.xixianxinqu.gov.cn": "西咸新区管理委员会",
    "www.xuanzhou.gov.cn": "宣州区人民政府",  # carries 广德市's as well
    "yangling.gov.cn": "杨凌农业高新技术产业示范区管理委员会",
}

# name, adcode, level, kind, superior, acts_for, other names, source
LISTED = (
    ("平潭综合实验区管理委员会", "350128", "prefecture", "zone_committee", "福建省人民政府", "",
     "平潭综合实验区|平潭综合实验区管委会|平潭综合实验区党工委管委会", "www.pingtan.gov.cn"),
    ("原州区人民政府办公室", "640402", "county", "office", "", "原州区人民政府", "", "www.yzh.gov.cn"),
    ("天津经济技术开发区管理委员会", "120116", "county", "zone_committee", "", "",
     "天津经济技术开发区|天津经济技术开发区管委会|天津开发区管委会", "teda.gov.cn"),
    ("安徽池州高新技术产业开发区管理委员会", "341702", "county", "zone_committee", "", "",
     "安徽池州高新技术产业开发区|安徽池州高新技术产业开发区管委会", "www.ahgc.gov.cn"),
    ("无锡经济开发区管理委员会", "320200", "county", "zone_committee", "", "",
     "无锡经济开发区|无锡经济开发区管委会", "wxjkq.wuxi.gov.cn"),
    ("淄博高新技术产业开发区管理委员会", "370300", "county", "zone_committee", "", "",
     "淄博高新区|淄博高新区管委会|淄博高新技术产业开发区管委会", "www.china-zibo.gov.cn"),
    ("新乡经济技术开发区管理委员会", "410700", "county", "zone_committee", "", "",
     "新乡经济技术开发区|新乡经济技术开发区管委会", "www.hnxxjkq.gov.cn"),
    ("云南滇中新区管理委员会", "530100", "prefecture", "zone_committee", "", "",
     "云南滇中新区|滇中新区管委会|云南滇中新区管委会", "www.dzxq.gov.cn"),
    ("杨凌农业高新技术产业示范区管理委员会", "610403", "prefecture", "zone_committee", "陕西省人民政府", "",
     "杨凌示范区|杨凌示范区管委会|杨凌示范区管理委员会", "yangling.gov.cn"),
    ("西咸新区管理委员会", "610000", "prefecture", "zone_committee", "陕西省人民政府", "",
     "西咸新区|西咸新区管委会|陕西省西咸新区管理委员会|陕西省西咸新区开发建设管理委员会", "www.xixianxinqu.gov.cn"),
)  # fmt: skip

# Departments of the State Council (国发〔2023〕5号) and their predecessors that wrote reports; other names after |
CENTRAL = (
    "国务院办公厅", "外交部", "国家发展和改革委员会|国家发展改革委", "教育部", "科学技术部|科技部",
    "工业和信息化部", "国家民族事务委员会|国家民委", "公安部", "民政部", "司法部", "财政部", "人力资源和社会保障部",
    "自然资源部", "国土资源部", "生态环境部", "环境保护部", "住房和城乡建设部", "交通运输部", "水利部",
    "农业农村部", "农业部", "商务部", "文化和旅游部", "文化部", "国家卫生健康委员会|国家卫生健康委",
    "国家卫生和计划生育委员会", "卫生部", "退役军人事务部", "应急管理部", "中国人民银行", "审计署",
    "国务院国有资产监督管理委员会|国务院国资委", "海关总署", "国家税务总局", "国家市场监督管理总局|市场监管总局",
    "国家金融监督管理总局", "中国银行保险监督管理委员会|中国银保监会", "中国证券监督管理委员会|中国证监会",
    "国家广播电视总局", "国家体育总局", "国家统计局", "国家知识产权局", "国家国际发展合作署", "国家医疗保障局",
    "国家信访局", "国家机关事务管理局", "国家粮食和物资储备局", "国家能源局", "国家数据局", "国家国防科技工业局",
    "国家烟草专卖局", "国家移民管理局", "国家林业和草原局", "国家铁路局", "中国民用航空局", "国家邮政局",
    "国家文物局", "国家中医药管理局", "国家疾病预防控制局", "国家矿山安全监察局", "国家消防救援局",
    "国家外汇管理局", "国家药品监督管理局", "国家档案局", "中国气象局", "中国地震局",
)  # fmt: skip
