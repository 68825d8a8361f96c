//! Code lists (`值域`): what a coded element may hold, with the spellings people use instead of the code.
//!
//! Source: domain/elements.md §1.8. A list is *closed* where the source gives all its codes; only then can a value
//! outside it be called wrong with certainty.

use crate::locale::{Label, Lang};
use crate::text::{narrow, trimmed};

/// One code of a dictionary.
#[derive(Debug)]
pub struct Entry {
    /// The code as stored by the platform.
    pub code: &'static str,
    /// Its name.
    pub name: Label,
    /// Other spellings that mean the same.
    pub aliases: &'static [&'static str],
}

const fn entry(
    code: &'static str,
    zh: &'static str,
    en: &'static str,
    aliases: &'static [&'static str],
) -> Entry {
    Entry {
        code,
        name: Label::new(zh, en),
        aliases,
    }
}

macro_rules! dictionaries {
    ($($(#[doc = $doc:literal])+ $variant:ident, $id:literal, $zh:literal, $en:literal, $closed:literal,
        [$(($code:literal, $ezh:literal, $een:literal $(, $alias:literal)*)),+ $(,)?];)+) => {
        /// A code list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Dictionary { $($(#[doc = $doc])+ $variant,)+ }

        impl Dictionary {
            /// All dictionaries.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Identifier.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            /// Name shown to people.
            pub const fn name(self) -> Label {
                match self { $(Self::$variant => Label::new($zh, $en),)+ }
            }

            /// Whether the source lists every code, so that another value is certainly wrong.
            pub const fn is_closed(self) -> bool {
                match self { $(Self::$variant => $closed,)+ }
            }

            /// Its codes in the order of the source.
            pub const fn entries(self) -> &'static [Entry] {
                match self { $(Self::$variant => const { &[$(entry($code, $ezh, $een, &[$($alias),*]),)+] },)+ }
            }
        }
    };
}

dictionaries! {
    /// Yes or no.
    Flag, "flag", "是否", "Yes or no", true, [
        ("1", "是", "yes", "有", "支持", "Y", "TRUE", "true", "√"),
        ("0", "否", "no", "不是", "不", "不支持", "不涉及", "无", "N", "FALSE", "false", "×", "不收费", "免费"),
    ];
    /// Kind of item.
    TaskType, "task-type", "事项类型", "Item type", true, [
        ("01", "行政许可", "administrative licence"), ("02", "行政处罚", "administrative penalty"),
        ("03", "行政强制", "administrative coercion"), ("04", "行政征收", "administrative levy"),
        ("05", "行政给付", "administrative benefit"), ("06", "行政检查", "administrative inspection"),
        ("07", "行政确认", "administrative confirmation"), ("08", "行政奖励", "administrative award"),
        ("09", "行政裁决", "administrative ruling"), ("10", "其他行政权力", "other administrative power", "其他权力", "其他类"),
        ("20", "公共服务", "public service"),
    ];
    /// Level of government.
    UseLevel, "use-level", "行使层级", "Level", true, [
        ("1", "国家级", "national", "国家"), ("2", "省级", "provincial", "省", "自治区级", "自治区", "自治区本级", "省（自治区）级"),
        ("3", "市级", "city", "市", "设区市", "设区的市级", "盟市级", "地市级"),
        ("4", "县级", "county", "县", "区县级", "县（市、区）级", "县区级", "区级"),
        ("5", "镇（乡、街道）级", "township", "乡级", "镇级", "乡镇", "乡镇级", "镇（乡、街道办）级", "街道", "街道级", "乡镇（街道）级", "乡镇（街道）"),
        ("6", "村（社区）级", "village", "村级", "村", "社区", "社区级", "村（社区）"),
    ];
    /// State of an item.
    TaskState, "task-state", "事项状态", "Item state", true, [
        ("1", "在用", "in use", "发布"), ("2", "暂停", "suspended"), ("3", "取消", "cancelled"),
    ];
    /// Where the power comes from.
    PowerSource, "power-source", "权力来源", "Source of power", true, [
        ("1", "法定本级行使", "statutory, own level", "法定本级"), ("2", "上级下放", "handed down"),
        ("3", "上级授权", "authorised by superior"), ("4", "同级授权", "authorised by same level"),
        ("5", "上级委托", "entrusted by superior"), ("6", "同级委托", "entrusted by same level"),
    ];
    /// Nature of the authority.
    DeptType, "dept-type", "实施主体性质", "Nature of authority", true, [
        ("1", "法定机关", "statutory organ", "法定行政机关"), ("2", "授权组织", "authorised organisation", "法定授权组织"),
        ("3", "受委托组织", "entrusted organisation", "受委托机关"),
    ];
    /// Whom the service is for.
    ServeType, "serve-type", "服务对象", "Clients", true, [
        ("1", "自然人", "natural person", "个人", "公民"), ("2", "企业法人", "enterprise", "企业"), ("3", "事业法人", "public institution", "事业单位"),
        ("4", "社会组织法人", "social organisation", "社会组织"), ("5", "非法人企业", "unincorporated enterprise"), ("6", "行政机关", "administrative organ"),
        ("7", "其他", "other"), ("9", "其他组织", "other organisation"),
    ];
    /// Immediate or promised.
    ProjectType, "project-type", "办件类型", "Kind of case", true, [
        ("1", "即办件", "immediate", "即办"), ("2", "承诺件", "promised", "承诺"),
    ];
    /// Unit of a time limit. Only the first code is the same everywhere.
    LimitUnit, "limit-unit", "时限单位", "Unit of time limit", false, [
        ("1", "工作日", "working days", "个工作日", "工作日内", "天（工作日）"), ("2", "自然日", "calendar days", "天", "日", "日历日"),
        ("3", "小时", "hours"), ("4", "月", "months", "个月"),
    ];
    /// How far the service reaches.
    HandleArea, "handle-area", "通办范围", "Reach", true, [
        ("1", "全国", "nation", "跨省", "全国通办", "跨省通办"), ("2", "全省", "province", "跨市", "全区", "全省通办", "全区通办"),
        ("3", "全市", "city", "跨县", "全市通办"), ("4", "全县", "county", "跨镇", "全县通办"),
        ("5", "全镇", "township", "跨村", "全镇通办"), ("6", "全村", "village", "全村通办"),
    ];
    /// What the applicant gets.
    ResultType, "result-type", "审批结果类型", "Kind of result", true, [
        ("10", "证照", "certificate", "出证"), ("20", "批文", "approval document", "批复"), ("30", "其他", "other", "其它"), ("99", "其他（99）", "other (99)", "其他(99)"),
    ];
    /// How to apply.
    HandleType, "handle-type", "办理形式", "Channel", true, [
        ("1", "窗口办理", "at the counter", "窗口"), ("2", "网上办理", "online", "网办", "网上"), ("3", "快递申请", "by courier", "快递", "快递办理"),
    ];
    /// Original or copy.
    MaterialType, "material-type", "材料类型", "Kind of material", true, [
        ("1", "原件", "original"), ("2", "复印件", "copy"), ("3", "原件和复印件", "original and copy", "原件及复印件", "原件、复印件"),
        ("4", "原件或复印件", "original or copy"),
    ];
    /// Paper or electronic.
    MaterialForm, "material-form", "材料形式", "Form of material", true, [
        ("1", "纸质", "paper"), ("2", "电子", "electronic", "电子件", "电子版"), ("3", "纸质和电子", "paper and electronic", "纸质和电子版", "纸质、电子"),
        ("4", "纸质或电子", "paper or electronic", "纸质或电子版", "纸质/电子"),
    ];
    /// Needed or not.
    MaterialNeed, "material-need", "材料必要性", "Necessity", true, [
        ("1", "必要", "required", "是", "必须"), ("2", "非必要", "optional", "否", "非必须"), ("3", "容缺后补", "may follow later", "容缺"),
    ];
    /// Where a material comes from.
    SourceType, "source-type", "来源渠道", "Source of material", true, [
        ("10", "申请人自备", "applicant", "自备", "申请人提供"), ("20", "政府部门核发", "government department", "政府部门"), ("99", "其他", "other", "其它"),
    ];
    /// Ways to enquire and to complain. The source gives names only; no element holds them as codes.
    ContactWay, "contact-way", "咨询投诉方式", "Way to enquire or complain", false, [
        ("窗口", "窗口", "counter"), ("网络", "网络", "online"), ("电话", "电话", "telephone"), ("信件", "信件", "letter"), ("邮件", "邮件", "e-mail"),
    ];
    /// What a condition says.
    ConditionType, "condition-type", "条件类型", "Kind of condition", true, [
        ("1", "申请条件", "condition of application"), ("2", "禁止性条件", "prohibition"),
    ];
    /// How a fee is computed. The codes are not known, only the names.
    FeeWay, "fee-way", "收费方式", "Way of charging", false, [
        ("分段费率累加", "分段费率累加", "graded rates, summed"), ("分段固定费率", "分段固定费率", "fixed rate by grade"),
        ("分段固定单价", "分段固定单价", "fixed price by grade"), ("浮动费率", "浮动费率", "floating rate"),
        ("浮动单价", "浮动单价", "floating price"), ("固定单价", "固定单价", "fixed price"),
    ];
    /// How far the service is online.
    OnlineDepth, "online-depth", "网上办理深度", "Online depth", true, [
        ("1", "互联网咨询", "enquiry"), ("2", "收件", "receipt", "互联网收件"), ("3", "预审", "pre-check", "互联网预审"), ("4", "受理", "acceptance", "互联网受理"),
        ("5", "办理（审批）", "handling", "办理", "审批", "互联网办理"), ("6", "结果反馈", "result", "办理结果信息反馈"),
        ("7", "电子证照反馈", "electronic certificate"), ("9", "其他", "other", "其它"),
        ("I", "Ⅰ级", "level I"), ("II", "Ⅱ级", "level II"), ("III", "Ⅲ级", "level III"), ("IV", "Ⅳ级", "level IV", "全程网办（Ⅳ级）", "全程网办(Ⅳ级)", "全程网办"),
    ];
    /// The four promises of Guangxi.
    FourHandle, "four-handle", "四办", "Four promises", true, [
        ("1", "马上办", "at once"), ("2", "网上办", "online"), ("3", "就近办", "nearby"), ("4", "一次办", "one visit"),
    ];
    /// Special procedure. Not all codes are known.
    SpecialName, "special-name", "特别程序类型", "Special procedure", false, [
        ("9", "专家评审（机构评审）", "expert review", "专家评审", "机构评审"), ("听证", "听证", "hearing"), ("招标", "招标", "tender"), ("拍卖", "拍卖", "auction"),
        ("检验", "检验", "examination"), ("检测", "检测", "testing"), ("检疫", "检疫", "quarantine"), ("鉴定", "鉴定", "appraisal"),
    ];
    /// Reform way of 证照分离. The codes are not known, only the names.
    ReformWay, "reform-way", "证照分离改革方式", "Reform way", false, [
        ("直接取消审批", "直接取消审批", "approval abolished"), ("审批改为备案", "审批改为备案", "filing instead of approval"),
        ("实行告知承诺", "实行告知承诺", "notification and commitment"), ("优化审批服务", "优化审批服务", "improved approval service"),
    ];
    /// Themes for natural persons.
    NaturalTheme, "natural-theme", "面向自然人主题分类", "Themes for persons", true, [
        ("005", "生育收养", "birth and adoption"), ("010", "户籍办理", "household registration"), ("015", "民族宗教", "ethnic and religious affairs"),
        ("020", "教育科研", "education and research"), ("025", "入伍服役", "military service"), ("030", "就业创业", "employment and start-ups"),
        ("035", "设立变更", "establishment and change"), ("040", "准营准办", "permission to operate"), ("045", "抵押质押", "mortgage and pledge"),
        ("050", "职业资格", "professional qualification"), ("055", "纳税缴费", "taxes and fees"), ("060", "婚姻登记", "marriage registration"),
        ("065", "优待抚恤", "preferential treatment and pensions"), ("070", "规划建设", "planning and construction"), ("075", "住房保障", "housing"),
        ("085", "社会保障", "social security"), ("090", "证件办理", "certificates"), ("095", "交通出行", "transport"), ("100", "旅游观光", "tourism"),
        ("105", "出境入境", "exit and entry"), ("110", "消费维权", "consumer rights"), ("115", "公共安全", "public security"),
        ("120", "司法公证", "justice and notaries"), ("125", "知识产权", "intellectual property"), ("130", "环保绿化", "environment"),
        ("135", "文化体育", "culture and sport"), ("140", "公用事业", "utilities"), ("145", "医疗卫生", "health"), ("150", "离职退休", "retirement"),
        ("155", "死亡殡葬", "death and funerals"), ("998", "地方特色", "local"), ("999", "其他", "other"),
    ];
    /// Themes for legal persons.
    LegalTheme, "legal-theme", "面向法人主题分类", "Themes for legal persons", true, [
        ("005", "设立变更", "establishment and change"), ("010", "准营准办", "permission to operate"), ("015", "资质认证", "qualification"),
        ("020", "年检年审", "annual inspection"), ("025", "税收财务", "tax and finance"), ("030", "人力资源", "human resources"),
        ("035", "社会保障", "social security"), ("040", "投资审批", "investment approval"), ("045", "融资信贷", "finance and credit"),
        ("050", "抵押质押", "mortgage and pledge"), ("055", "商务贸易", "trade"), ("060", "招标拍卖", "tenders and auctions"), ("065", "海关口岸", "customs"),
        ("070", "涉外服务", "foreign affairs"), ("075", "农林牧渔", "farming"), ("085", "国土和规划建设", "land and planning"), ("090", "交通运输", "transport"),
        ("095", "环保绿化", "environment"), ("100", "应对气候变化", "climate"), ("105", "水务气象", "water and weather"), ("110", "医疗卫生", "health"),
        ("115", "科技创新", "science"), ("120", "文体教育", "culture, sport, education"), ("125", "知识产权", "intellectual property"),
        ("130", "民族宗教", "ethnic and religious affairs"), ("135", "质量技术", "quality"), ("140", "检验检疫", "inspection and quarantine"),
        ("145", "安全生产", "work safety"), ("150", "公安消防", "police and fire"), ("155", "司法公证", "justice and notaries"), ("160", "公用事业", "utilities"),
        ("165", "法人注销", "deregistration"), ("170", "档案文物", "archives and relics"), ("998", "地方特色", "local"), ("999", "其他", "other"),
    ];
    /// Kind of law. Only one code is known from a real record.
    LawType, "law-type", "法律类型", "Kind of law", false, [("3", "部门规章", "departmental rule")];
}

impl Dictionary {
    /// Reads one value: a code (`01`), a name (`行政许可`), an alias, or both together (`行政许可(01)`).
    /// Width and surrounding space do not matter; a lost leading zero does (`1` is not `01`), for it may be damage.
    pub fn decode(self, text: &str) -> Option<&'static Entry> {
        let text = trimmed(text);
        let find = |wanted: &str| {
            self.entries().iter().find(|entry| {
                entry.code == wanted || entry.name.zh == wanted || entry.aliases.contains(&wanted)
            })
        };
        if let Some(found) = find(text) {
            return Some(found);
        }
        let narrow = narrow(text);
        if let Some(found) = find(&narrow) {
            return Some(found);
        }
        // “行政许可(01)” and “01 行政许可”, but only where both halves agree.
        let (name, code) = if let Some(pair) = narrow.strip_suffix(')').and_then(|head| head.rsplit_once('('))
        {
            pair
        } else {
            let (code, name) = narrow.split_once([' ', '-', ':', '.'])?;
            (name, code)
        };
        let by_code = self.entries().iter().find(|entry| entry.code == code.trim())?;
        // The name itself may have full-width brackets: “5-镇（乡、街道）级”.
        let by_name = find(name.trim()).or_else(|| {
            let same = |entry: &&Entry| crate::text::narrow(entry.name.zh) == name.trim();
            self.entries().iter().find(same)
        });
        by_name
            .is_some_and(|entry| entry.code == by_code.code)
            .then_some(by_code)
    }

    /// Name of `code`, or the code itself where it is not in the list.
    pub fn label(self, code: &str, lang: Lang) -> String {
        self.entries()
            .iter()
            .find(|entry| entry.code == code)
            .map_or_else(|| code.to_owned(), |entry| entry.name.get(lang).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Dictionary;

    #[test]
    fn code_name_alias_and_both_are_read() {
        for text in [
            "01",
            "行政许可",
            " 行政许可 ",
            "行政许可(01)",
            "行政许可（01）",
            "01 行政许可",
            "０１",
        ] {
            assert_eq!(
                Dictionary::TaskType.decode(text).map(|entry| entry.code),
                Some("01"),
                "{text}"
            );
        }
        for text in ["5-镇（乡、街道）级", "镇（乡、街道）级(5)", "镇（乡、街道）级"]
        {
            let found = Dictionary::UseLevel.decode(text).map(|entry| entry.code);
            assert_eq!(found, Some("5"), "{text}");
        }
        assert!(Dictionary::TaskType.decode("1").is_none());
        assert!(Dictionary::TaskType.decode("行政许可(07)").is_none());
        assert!(Dictionary::TaskType.decode("").is_none());
    }

    #[test]
    fn codes_and_names_are_unique_within_a_dictionary() {
        for dictionary in Dictionary::ALL {
            let mut seen = std::collections::HashSet::new();
            for entry in dictionary.entries() {
                let own = [entry.code, entry.name.zh]
                    .into_iter()
                    .chain(entry.aliases.iter().copied());
                for text in own.collect::<std::collections::HashSet<_>>() {
                    assert!(seen.insert(text), "{} has “{text}” twice", dictionary.id());
                }
            }
        }
    }
}
