//! The registry of elements (要素): identifier, name, kind, length, when required, dictionary, other titles.
//!
//! Identifiers follow the 桂通办 interface (domain/elements.md §1.5) and, where it has none, the national exchange
//! database (§1.3, §1.4). Lengths are those of the national database. An element of a sub-list is written
//! `list.identifier`, such as `material.by_law`.

use crate::dictionary::Dictionary;
use crate::locale::{Label, Lang};
use serde::{Deserialize, Serialize};

mod part;

pub use part::Part;

/// What an element's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Free text.
    Text,
    /// A whole number, 0 or more.
    Integer,
    /// One code of a dictionary.
    Code(Dictionary),
    /// Several codes of a dictionary, separated by commas.
    Codes(Dictionary),
    /// A code of the structures of elements.md §1.7, or a credit code; always text.
    LongCode,
    /// A date, in the interface as epoch milliseconds.
    Date,
    /// A web address.
    Url,
    /// A telephone number.
    Phone,
    /// Identifiers of attached files; only presence can be judged.
    Attachment,
}

/// When an element must be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// Always.
    Yes,
    /// Under a condition, for people to read; the rules hold its logic.
    When(Label),
    /// Never.
    No,
}

/// Everything known of one element.
#[derive(Debug)]
pub struct Spec {
    /// The element.
    pub element: Element,
    /// Part of the list.
    pub part: Part,
    /// Identifier without the part.
    pub key: &'static str,
    /// Identifier with the part.
    pub id: &'static str,
    /// Name shown to people.
    pub name: Label,
    /// Kind of value.
    pub kind: Kind,
    /// Greatest number of characters, 0 where the source sets none.
    pub max_length: u16,
    /// When it must be filled.
    pub required: Required,
    /// Other titles people give the column, besides the name.
    pub titles: &'static [&'static str],
}

macro_rules! elements {
    ($($part:ident { $($variant:ident $key:literal $id:literal $zh:literal $en:literal ($($kind:tt)+) $max:literal ($($required:tt)+) [$($title:literal),*];)+ })+) => {
        /// An element of the implementation list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        #[allow(missing_docs)] // the registry is the documentation
        pub enum Element { $($($variant,)+)+ }

        const SPECS: &[Spec] = &[$($(Spec {
            element: Element::$variant, part: Part::$part, key: $key, id: $id, name: Label::new($zh, $en),
            kind: elements!(@kind $($kind)+), max_length: $max, required: elements!(@required $($required)+), titles: &[$($title),*],
        },)+)+];
    };
    (@kind Code $dictionary:ident) => { Kind::Code(Dictionary::$dictionary) };
    (@kind Codes $dictionary:ident) => { Kind::Codes(Dictionary::$dictionary) };
    (@kind $kind:ident) => { Kind::$kind };
    (@required Yes) => { Required::Yes };
    (@required No) => { Required::No };
    (@required $zh:literal $en:literal) => { Required::When(Label::new($zh, $en)) };
}

elements! {
    Main {
        TaskName "task_name" "task_name" "事项名称" "Item name" (Text) 1000 (Yes) ["名称", "政务服务事项名称", "实施清单名称", "子项名称", "办理项名称", "业务办理项名称", "主项名称"];
        CatalogCode "catalog_code" "catalog_code" "基本编码" "Basic code" (LongCode) 12 (Yes) ["事项基本编码", "基本目录编码", "目录编码", "国家基本编码"];
        LocalCatalogCode "local_catalog_code" "local_catalog_code" "地方基本编码" "Local basic code" (LongCode) 50 (No) [];
        TaskCode "task_code" "task_code" "实施编码" "Implementing code" (LongCode) 36 (Yes) ["事项实施编码", "实施清单编码", "事项编码", "国家实施编码"];
        LocalTaskCode "local_task_code" "local_task_code" "地方实施编码" "Local implementing code" (LongCode) 50 (No) [];
        HandleItemCode "ywcode" "ywcode" "业务办理项编码" "Handling-item code" (LongCode) 50 ("有业务办理项的必填" "required for handling items") ["办理项编码", "task_handle_item", "办理项代码"];
        TaskType "task_type" "task_type" "事项类型" "Item type" (Code TaskType) 2 (Yes) ["类型", "权力类型", "事项类别"];
        ByLaw "by_law" "by_law" "设定依据" "Legal basis" (Text) 0 (Yes) ["法律依据", "设立依据", "实施依据", "设定和实施依据"];
        UseLevel "use_level" "use_level" "行使层级" "Level" (Code UseLevel) 11 (Yes) ["实施层级", "层级", "行使级别"];
        AreaCode "areacode" "areacode" "行政区划代码" "Division code" (LongCode) 12 (Yes) ["行政区划", "区划代码", "区划编码", "所属区划", "所属行政区划"];
        ItemSource "item_source" "item_source" "权力来源" "Source of power" (Code PowerSource) 2 ("公共服务以外必填" "required except for public services") ["power_source", "权利来源"];
        DeptName "dept_name" "dept_name" "实施主体" "Authority" (Text) 200 (Yes) ["实施机关", "实施主体名称", "部门名称", "实施部门", "单位名称", "受理机构", "实施单位"];
        DeptCode "dept_code" "dept_code" "实施主体编码" "Authority code" (LongCode) 50 (Yes) ["实施主体统一社会信用代码", "统一社会信用代码", "部门编码", "实施主体代码", "组织机构代码"];
        DeptType "dept_type" "dept_type" "实施主体性质" "Nature of authority" (Code DeptType) 2 (Yes) ["主体性质"];
        EntrustName "entrust_name" "entrust_name" "委托部门" "Entrusting department" (Text) 100 ("受委托实施的必填" "required when entrusted") ["委托机关", "委托部门名称"];
        ExerciseContent "exercise_content" "exercise_content" "行使内容" "Content of exercise" (Text) 0 (No) [];
        AuthorityDivision "authority_division" "authority_division" "权限划分" "Division of powers" (Text) 0 (No) [];
        AcceptCondition "accept_name" "accept_name" "受理条件" "Conditions of acceptance" (Text) 0 (Yes) ["accept_condition", "申请条件", "办理条件", "许可条件", "申报条件"];
        AcceptStandard "accept_std" "accept_std" "审查标准" "Standard of review" (Text) 0 (No) ["审核标准", "审批标准", "办理标准"];
        AnticipateDay "anticipate_day" "anticipate_day" "法定办结时限" "Statutory time limit" (Integer) 0 ("公共服务以外必填" "required except for public services") ["法定时限", "法定期限", "法定办理时限", "法定时限（工作日）", "法定办结时限（工作日）", "法定办结时限(数值)", "法定办结期限"];
        AnticipateType "anticipate_type" "anticipate_type" "法定办结时限单位" "Unit of statutory limit" (Code LimitUnit) 2 ("公共服务以外必填" "required except for public services") ["法定时限单位", "法定期限单位"];
        AnticipateExplain "anticipate_day_explain" "anticipate_day_explain" "法定办结时限说明" "Statutory limit, note" (Text) 256 (No) ["anticipate_explain", "法定时限说明", "法定期限说明"];
        PromiseDay "promise_day" "promise_day" "承诺办结时限" "Promised time limit" (Integer) 0 ("公共服务以外必填" "required except for public services") ["承诺时限", "承诺期限", "承诺办理时限", "承诺时限（工作日）", "承诺办结时限（工作日）", "办结时限", "办理时限", "承诺办结期限"];
        PromiseType "promise_type" "promise_type" "承诺办结时限单位" "Unit of promised limit" (Code LimitUnit) 2 ("公共服务以外必填" "required except for public services") ["承诺时限单位", "承诺期限单位"];
        PromiseExplain "promise_day_explain" "promise_day_explain" "承诺办结时限说明" "Promised limit, note" (Text) 256 (No) ["promise_explain", "承诺时限说明", "承诺期限说明"];
        ProjectType "project_type" "project_type" "办件类型" "Kind of case" (Code ProjectType) 2 (Yes) ["办理类型", "办件种类"];
        ServeType "serve_type" "serve_type" "服务对象" "Clients" (Codes ServeType) 32 (Yes) ["server_type", "办理对象", "申请人类型", "服务对象类型"];
        HandleType "handle_type" "handle_type" "办理形式" "Channels" (Codes HandleType) 5 (No) ["办理方式", "申请方式"];
        HandleFlow "handle_flow" "handle_flow" "办理流程" "Procedure" (Text) 0 ("国家交换库必填" "required in the national exchange database") ["办事流程", "流程说明", "办理程序"];
        FlowChart "flow_chart" "flow_chart" "办理流程图" "Flow chart" (Attachment) 0 (No) ["流程图", "外部流程图", "运行流程图"];
        SpecialProcedure "special_procedure" "special_procedure" "特别程序" "Special procedure" (Text) 500 ("国家交换库必填" "required in the national exchange database") ["特殊环节", "特别环节"];
        IsFee "is_fee" "is_fee" "是否收费" "Fee charged" (Code Flag) 2 (Yes) ["收费情况"];
        FeeBasis "fee_basis" "fee_basis" "收费依据" "Basis of fee" (Text) 0 ("收费的必填" "required when a fee is charged") ["收费标准及依据", "收费依据及标准"];
        SceneNumber "limit_scene_num" "limit_scene_num" "到办事现场次数" "Visits needed" (Integer) 0 (Yes) ["到现场次数", "跑动次数", "现场次数", "到办事现场的次数", "办事者到办事地点最少次数"];
        SceneReason "scene_reason" "scene_reason" "必须现场办理原因说明" "Reason for visit" (Text) 1000 ("到现场次数大于0必填" "required when visits are needed") ["limit_scene_explain", "现场办理原因", "必须现场办理原因", "必须到现场原因说明"];
        IsSingleLogin "is_single_login" "is_single_login" "计算机端是否对接单点登录" "Single sign-on, desktop" (Code Flag) 2 ("国家交换库必填" "required in the national exchange database") ["是否对接单点登录"];
        LinkAddress "link_addr" "link_addr" "计算机端在线办理跳转地址" "Online address, desktop" (Url) 0 (No) ["计算机端在线办理地址", "在线办理跳转地址"];
        AppSingleLogin "app_is_single_login" "app_is_single_login" "移动端是否对接单点登录" "Single sign-on, mobile" (Code Flag) 2 ("国家交换库必填" "required in the national exchange database") [];
        MobileUrl "transact_app_url" "transact_app_url" "移动端办理地址" "Online address, mobile" (Url) 0 (No) ["mobile_terminal_url", "移动端在线办理地址"];
        TransactAddress "transact_addr" "transact_addr" "办理地点" "Place" (Text) 500 (Yes) ["办理地址", "受理地点", "受理地址", "办公地址"];
        TransactTime "transact_time" "transact_time" "办理时间" "Hours" (Text) 500 (Yes) ["工作时间", "受理时间", "办公时间", "办事时间"];
        LinkWay "link_way" "link_way" "咨询方式" "Enquiries" (Phone) 0 (Yes) ["咨询电话", "联系电话", "咨询途径", "咨询渠道"];
        OtherLink "other_link" "other_link" "其他咨询方式" "Other enquiries" (Text) 0 (No) ["其它咨询方式"];
        SuperviseWay "supervise_way" "supervise_way" "监督投诉方式" "Complaints" (Phone) 0 (Yes) ["监督电话", "投诉电话", "监督投诉电话", "监督投诉渠道", "投诉方式", "投诉举报电话", "监督举报电话"];
        OtherSupervise "other_supervise" "other_supervise" "其他监督投诉方式" "Other complaints" (Text) 0 (No) ["其它监督投诉方式"];
        QueryUrl "query_url" "query_url" "办理进度查询网址" "Progress address" (Text) 0 (No) ["进度查询网址", "办理进度查询途径"];
        ProgressQueryWay "progress_query_way" "progress_query_way" "办理进度查询方式" "Progress enquiry" (Text) 0 (No) ["进度查询途径", "进度查询方式"];
        LoginUrl "login_url" "login_url" "登录地址" "Login address" (Text) 0 (No) ["网上办理登录地址"];
        PublicityUrl "publicity_url" "publicity_url" "公示地址" "Publicity address" (Text) 0 (No) ["结果公示地址"];
        HandlePublicity "handle_publicity" "handle_publicity" "公示内容" "Published content" (Text) 0 (No) [];
        InspectionReview "inspection_review" "inspection_review" "年检年审" "Annual inspection" (Text) 0 (No) ["年审年检", "年审或年检"];
        PreDeptName "pre_dept_name" "pre_dept_name" "前置部门" "Preceding department" (Text) 0 (No) ["前置审批部门"];
        PreTaskName "pre_task_name" "pre_task_name" "前置事项" "Preceding item" (Text) 0 (No) ["前置审批事项"];
        IsNeedEntry "is_need_entry" "is_need_entry" "是否应进驻" "Should be at the service hall" (Code Flag) 2 (No) ["应进驻"];
        IsMobileEntry "is_mobile_entry" "is_mobile_entry" "是否进驻移动端" "On mobile" (Code Flag) 2 (No) ["是否移动端办理", "移动端"];
        Reconsideration "reconsiderat" "reconsiderat" "行政复议" "Administrative reconsideration" (Text) 0 (No) ["行政复议途径"];
        Litigation "litigation" "litigation" "行政诉讼" "Administrative litigation" (Text) 0 (No) ["行政诉讼途径"];
        IsTolerant "is_td" "is_td" "是否容缺受理" "Acceptance with gaps" (Code Flag) 2 (No) ["容缺受理", "是否支持容缺受理"];
        TolerantLimit "td_tlimit" "td_tlimit" "容缺补正时限" "Time to complete" (Text) 0 (No) [];
        TolerantWay "td_conrection_way" "td_conrection_way" "容缺补正方式" "Way to complete" (Text) 0 (No) [];
        AuditState "audit_state" "audit_state" "审核状态" "Audit state" (Text) 0 (No) [];
        PublishStatus "publishstatus" "publishstatus" "发布状态" "Publication state" (Text) 0 (No) ["是否发布"];
        PublishDate "publishdate" "publishdate" "发布日期" "Publication date" (Date) 0 (No) ["发布时间"];
        VersionDate "version_date" "version_date" "版本日期" "Version date" (Date) 0 (No) ["版本时间"];
        CreateDate "create_date" "create_date" "创建日期" "Creation date" (Date) 0 (No) ["创建时间"];
        TaskState "task_state" "task_state" "事项状态" "Item state" (Code TaskState) 2 (Yes) ["状态"];
        TaskVersion "task_version" "task_version" "事项版本" "Version" (Integer) 10 (Yes) ["版本号", "版本"];
        PlanEffectiveDate "plan_effective_date" "plan_effective_date" "计划生效日期" "Planned effective date" (Date) 0 (No) ["生效日期"];
        PlanCancelDate "plan_cancel_date" "plan_cancel_date" "计划取消日期" "Planned cancellation date" (Date) 0 (No) ["取消日期"];
        ItemId "item_id" "item_id" "事项主键" "Item id" (Text) 50 (No) ["事项id", "事项唯一标识"];
        CatalogId "catalog_id" "catalog_id" "目录主键" "Catalogue id" (Text) 50 (No) [];
        RowGuid "rowguid" "rowguid" "记录唯一标识" "Record id" (Text) 50 ("国家交换库必填" "required in the national exchange database") ["row_guid", "主键"];
        IsIntermediary "is_intermediary" "is_intermediary" "是否涉及中介服务" "Intermediary involved" (Code Flag) 2 (No) ["是否有中介服务", "是否涉及中介"];
        IntermediaryService "service_dept" "service_dept" "中介服务" "Intermediary service" (Text) 500 (No) ["中介服务内容", "中介服务名称", "service_type", "中介服务事项"];
        IsCertSeparate "is_cert_seperate" "is_cert_seperate" "是否证照分离" "Certificate separation" (Code Flag) 2 (No) ["证照分离", "是否纳入证照分离"];
        ReformWay "reform_way" "reform_way" "改革方式" "Reform way" (Text) 0 (No) ["证照分离改革方式"];
        IsCertJoint "is_cert_joint" "is_cert_joint" "是否多证合一" "Joint certificates" (Code Flag) 2 (No) ["多证合一"];
        FourHandle "four_handle" "four_handle" "四办" "Four promises" (Codes FourHandle) 0 (No) ["四办类型"];
        OnlineDepth "wsblsd" "wsblsd" "网上办理深度" "Online depth" (Codes OnlineDepth) 20 ("网办的必填" "required when online") ["online_handle_depth", "网办深度"];
        IsOnline "is_online_handle" "is_online_handle" "是否网办" "Online" (Code Flag) 2 (Yes) ["is_online", "是否网上办理", "是否支持网上办理"];
        OnlineAddress "handle_online_address" "handle_online_address" "在线办理地址" "Online address" (Url) 0 ("网办的必填" "required when online") ["online_handle_url", "网办地址", "网上办理地址", "网上办理网址"];
        HandleArea "handle_area" "handle_area" "通办范围" "Reach" (Code HandleArea) 2 (No) ["通办类型"];
        ResultName "result_name" "result_name" "审批结果名称" "Result" (Text) 200 (No) ["办理结果名称", "结果名称", "办理结果", "审批结果"];
        ResultType "result_type" "result_type" "审批结果类型" "Kind of result" (Codes ResultType) 30 (Yes) ["办理结果类型", "结果类型"];
        ResultSample "result_guid" "result_guid" "审批结果样本" "Sample of result" (Attachment) 256 (No) ["结果样本", "办理结果样本"];
        IsSchedule "is_schedule" "is_schedule" "是否支持预约办理" "Appointments" (Code Flag) 2 (No) ["预约办理", "是否预约办理"];
        IsEntryCenter "is_entry_center" "is_entry_center" "是否进驻政务大厅" "At the service hall" (Code Flag) 2 (Yes) ["是否进驻大厅", "进驻政务大厅"];
        IsExpress "is_express" "is_express" "是否支持物流快递" "Courier" (Code Flag) 2 (Yes) ["是否快递", "物流快递"];
        IsPayOnline "is_pay_online" "is_pay_online" "是否支持网上支付" "Online payment" (Code Flag) 2 (Yes) ["网上支付", "是否网上支付"];
        IsHandleMachine "is_handle_machine" "is_handle_machine" "是否支持自助终端办理" "Self-service terminal" (Code Flag) 2 (No) ["is_service_terminals", "自助终端办理"];
        IsJointOrg "is_joint_org" "is_joint_org" "是否联办" "Joint handling" (Code Flag) 2 (No) ["是否联合办理"];
        LeadDept "lead_dept" "lead_dept" "牵头部门" "Lead department" (Text) 200 (No) [];
        MatchDept "match_dept" "match_dept" "联办机构" "Joint departments" (Text) 200 (No) ["other_dept", "配合部门"];
        IsAmountLimit "is_amount_limit" "is_amount_limit" "是否数量限制" "Quantity limited" (Code Flag) 2 (No) ["是否有数量限制"];
        AmountLimit "amount_limit_desc" "amount_limit_desc" "数量限制" "Quantity limit" (Text) 0 (No) ["数量限制说明"];
        LimitExplain "limit_explain" "limit_explain" "数量限制依据" "Basis of quantity limit" (Text) 0 (No) [];
        NaturalTheme "theme_natural_type" "theme_natural_type" "面向自然人主题分类" "Themes for persons" (Codes NaturalTheme) 40 ("服务对象含自然人必填" "required when clients include persons") ["user_topic_type", "自然人主题分类", "面向自然人事项主题分类", "自然人主题", "面向自然人主题"];
        LegalTheme "theme_legal_type" "theme_legal_type" "面向法人主题分类" "Themes for legal persons" (Codes LegalTheme) 40 ("服务对象含法人必填" "required when clients include legal persons") ["corp_topic_type", "法人主题分类", "面向法人事项主题分类", "法人主题", "面向法人主题"];
        LocalNaturalTheme "local_theme_natural_type" "local_theme_natural_type" "面向自然人地方特色主题分类" "Local themes for persons" (Text) 100 (No) ["user_character_topic_type"];
        LocalLegalTheme "local_theme_legal_type" "local_theme_legal_type" "面向法人地方特色主题分类" "Local themes for legal persons" (Text) 100 (No) ["corp_character_topic_type"];
        IsInvest "is_invest" "is_invest" "是否投资项目" "Investment project" (Code Flag) 2 (No) ["是否投资项目审批"];
        IsAgency "is_agency" "is_agency" "是否代办" "Agency" (Code Flag) 2 (No) ["是否支持代办"];
        IsIntelligent "is_intelli_approval" "is_intelli_approval" "是否智能审批" "Automatic approval" (Code Flag) 2 (No) ["智能审批"];
        IsSingleUse "is_single_use" "is_single_use" "是否单独使用" "Used alone" (Code Flag) 2 (No) [];
        StarService "star_service" "star_service" "星级服务" "Star rating" (Text) 0 (No) ["事项星级"];
        Sensitives "sensitives" "sensitives" "是否敏感事项" "Sensitive" (Text) 0 (No) [];
        TownName "xzjdmc" "xzjdmc" "乡镇街道名称" "Township" (Text) 100 ("乡级必填" "required at township level") ["town_name", "乡镇（街道）名称"];
        TownCode "xzjddm" "xzjddm" "乡镇街道代码" "Township code" (LongCode) 18 ("乡级必填" "required at township level") ["town_code", "乡镇（街道）代码"];
        VillageName "cjsqmc" "cjsqmc" "村居社区名称" "Village" (Text) 100 ("村级必填" "required at village level") ["village_name", "村（社区）名称"];
        VillageCode "cjsqdm" "cjsqdm" "村居社区代码" "Village code" (LongCode) 18 ("村级必填" "required at village level") ["village_code", "村（社区）代码"];
        ArriveChargeWay "arrive_charge_way" "arrive_charge_way" "现场缴费方式" "Payment on site" (Text) 0 (No) [];
        ReviewKind "review_kind" "review_kind" "审查类型" "Kind of review" (Text) 0 (No) ["审查方式"];
        ApplicableScope "applicable_scope" "applicable_scope" "适用范围" "Scope" (Text) 0 (No) [];
        DecisionDept "decision_dept" "decision_dept" "决定机构" "Deciding body" (Text) 200 (No) ["决定机关"];
        PunishmentMethod "punishment_method" "punishment_method" "处罚的行为种类幅度" "Acts, kinds and range of penalties" (Text) 3000 (No) ["处罚的行为、种类、幅度", "处罚行为种类幅度", "处罚种类和幅度"];
        CollectType "collect_type" "collect_type" "征收种类" "Kind of levy" (Text) 0 (No) ["征收（税）费种类"];
        IsPermitReduce "is_permit_reduce" "is_permit_reduce" "是否涉及征收（税）费减免的审批" "Approval of levy reductions" (Code Flag) 2 (No) ["是否涉及征收(税)费减免的审批", "是否涉及征收税费减免的审批"];
        ExtendField "extend_field" "extend_field" "扩展信息" "Extension" (Text) 2000 (No) ["扩展", "扩展字段"];
        SyncOperation "cd_operation" "cd_operation" "同步类型" "Kind of synchronisation" (Text) 2 ("国家交换库必填" "required in the national exchange database") [];
        SyncTime "cd_time" "cd_time" "同步时间" "Time of synchronisation" (Date) 0 ("国家交换库必填" "required in the national exchange database") [];
        SyncBatch "cd_batch" "cd_batch" "同步批次" "Batch of synchronisation" (Text) 32 ("国家交换库必填" "required in the national exchange database") ["批次"];
        DataSource "data_source" "data_source" "数据来源" "Source of data" (Text) 3 ("国家交换库必填" "required in the national exchange database") ["省级来源码"];
    }
    Law {
        LawName "law_name" "law.law_name" "法律名称" "Law" (Text) 0 (Yes) ["法律法规名称", "依据名称", "法规名称"];
        LawNumber "law_number" "law.law_number" "文号" "Document number" (Text) 0 (Yes) ["依据文号", "法律文号", "发文字号"];
        LawClause "clause_number" "law.clause_number" "条款号" "Article" (Text) 0 (Yes) ["条款", "依据条款号"];
        LawContent "clause_content" "law.clause_content" "条款内容" "Text of article" (Text) 0 (Yes) ["依据条款内容", "条文内容"];
        LawKind "law_type" "law.law_type" "法律类型" "Kind of law" (Code LawType) 2 (No) ["依据类型"];
        LawDept "law_dept" "law.law_dept" "颁布机关" "Issuing body" (Text) 0 (No) ["制定机关"];
        LawDate "law_date" "law.law_date" "实施日期" "Effective date" (Date) 0 (No) ["法律实施日期"];
    }
    Window {
        WindowName "window_name" "window.window_name" "窗口名称" "Counter" (Text) 0 (No) ["办理窗口名称"];
        WindowAddress "transact_addr" "window.transact_addr" "办理地点" "Place" (Text) 500 (Yes) ["窗口地址", "地址", "窗口地点"];
        WindowTime "transact_time" "window.transact_time" "办理时间" "Hours" (Text) 500 (Yes) ["窗口办理时间", "时间", "窗口时间"];
        WindowPhone "window_tel" "window.window_tel" "窗口电话" "Telephone" (Phone) 0 (No) ["电话", "办公电话"];
        TrafficInfo "traffic_info" "window.traffic_info" "交通指引" "Directions" (Text) 0 (No) ["交通指南"];
        MapUrl "map_url" "window.map_url" "地图地址" "Map" (Url) 0 (No) ["地图网址"];
    }
    Material {
        MaterialName "material_name" "material.material_name" "材料名称" "Material" (Text) 200 (Yes) ["申请材料名称", "申请材料", "名称", "申报材料", "申请材料清单", "材料清单", "提交材料", "所需材料"];
        MaterialCode "materialcode" "material.materialcode" "材料编码" "Material code" (LongCode) 36 (No) ["材料代码"];
        MaterialType "material_type" "material.material_type" "材料类型" "Original or copy" (Code MaterialType) 2 (No) ["原件/复印件"];
        MaterialForm "material_form" "material.material_form" "材料形式" "Form" (Code MaterialForm) 2 (No) ["material_format", "材料介质", "形式"];
        MaterialProperty "material_prop" "material.material_prop" "材料属性" "Property" (Text) 0 (No) [];
        MaterialNeed "is_need" "material.is_need" "材料必要性" "Necessity" (Code MaterialNeed) 2 (Yes) ["必要性", "是否必要", "是否必需"];
        MaterialSource "source_type" "material.source_type" "来源渠道" "Source" (Code SourceType) 2 (No) ["材料来源", "来源"];
        MaterialSourceExplain "source_explain" "material.source_explain" "来源渠道说明" "Source, note" (Text) 500 ("来源为政府部门核发或其他的必填" "required when not from the applicant") ["来源说明", "出具单位"];
        OriginalAmount "original_amount" "material.original_amount" "原件份数" "Originals" (Integer) 0 (No) ["原件数量"];
        CopyAmount "copy_amount" "material.copy_amount" "复印件份数" "Copies" (Integer) 0 (No) ["复印件数量"];
        PaperAmount "page_num" "material.page_num" "纸质材料份数" "Paper copies" (Integer) 0 ("形式含纸质的必填" "required when on paper") ["份数", "材料份数", "规格份数"];
        PaperFormat "page_format" "material.page_format" "纸质材料规格" "Paper format" (Text) 200 (No) ["规格", "纸张规格", "材料规格"];
        SignAsk "sign_ask" "material.sign_ask" "签章要求" "Signature" (Text) 0 (No) ["签名签章要求", "签字签章要求"];
        MaterialLaw "by_law" "material.by_law" "要求提供材料的依据" "Basis of material" (Text) 0 (No) ["材料依据", "材料法律依据", "依据"];
        AcceptStand "accept_stand" "material.accept_stand" "受理标准" "Standard of acceptance" (Text) 256 (No) ["材料受理标准", "审查要点", "材料要求"];
        FillExplain "fill_explian" "material.fill_explian" "填报须知" "How to fill in" (Text) 500 (No) ["fill_explain", "填写须知", "填报说明"];
        BlankForm "form_guid" "material.form_guid" "空白表格" "Blank form" (Attachment) 256 ("申请表、申请书必有" "required for application forms") ["空表", "空白表格下载"];
        ExampleForm "example_guid" "material.example_guid" "示例样表" "Example" (Attachment) 256 ("申请表、申请书必有" "required for application forms") ["样表", "示范文本", "示例样本"];
        IsElectronicCert "is_generate_ecert" "material.is_generate_ecert" "是否电子证照" "Electronic certificate" (Code Flag) 2 (No) ["电子证照"];
        MaterialOrder "ordernum" "material.ordernum" "序号" "Number" (Integer) 0 ("国家交换库必填" "required in the national exchange database") ["order_num", "排序", "材料序号"];
        IsConvenient "is_jzbm" "material.is_jzbm" "是否减证便民" "Certificate reduction" (Code Flag) 2 (No) ["减证便民"];
        ConvenientWay "jzbm_way" "material.jzbm_way" "减证便民方式" "Way of certificate reduction" (Text) 0 (No) [];
        // What the interface means by it is not documented; its real values are all 1.
        IsApply "is_apply" "material.is_apply" "接口字段is_apply" "Interface field is_apply" (Text) 0 (No) [];
        MaterialTolerantLimit "td_tlimit" "material.td_tlimit" "材料容缺补正时限" "Time to hand in later" (Text) 0 (No) [];
        MaterialTolerantWay "td_correctway" "material.td_correctway" "材料容缺补正方式" "Way to hand in later" (Text) 0 (No) [];
        MaterialRemark "remark" "material.remark" "备注" "Remark" (Text) 0 (No) ["材料备注", "适用情形", "材料情形"];
    }
    Special {
        SpecialName "special_name" "special.special_name" "特别程序类型" "Procedure" (Code SpecialName) 0 (Yes) ["特别程序名称", "类型"];
        SpecialDate "special_date" "special.special_date" "特别程序时限" "Time limit" (Integer) 0 (Yes) ["时限"];
        SpecialDateType "special_date_type" "special.special_date_type" "特别程序时限单位" "Unit" (Code LimitUnit) 2 (Yes) ["时限单位"];
        SpecialDesc "special_desc" "special.special_desc" "特别程序说明" "Description" (Text) 0 (Yes) ["说明", "特别程序依据"];
        SpecialDept "special_dept" "special.special_dept" "特别程序实施部门" "Department" (Text) 0 (No) ["实施部门"];
        SpecialTel "special_tel" "special.special_tel" "特别程序联系电话" "Telephone" (Phone) 0 (No) ["联系电话"];
    }
    Fee {
        FeeName "fee_name" "fee.fee_name" "收费项目" "Fee" (Text) 200 (Yes) ["收费项目名称"];
        FeeStandard "fee_stand" "fee.fee_stand" "收费标准" "Rate" (Text) 0 (Yes) ["标准"];
        FeeLaw "by_law" "fee.by_law" "收费项目依据" "Basis" (Text) 0 (No) ["依据"];
        FeeReduction "is_desc" "fee.is_desc" "是否允许减免" "Reduction allowed" (Code Flag) 2 (No) ["允许减免"];
        FeeReductionLaw "desc_explain" "fee.desc_explain" "允许减免依据" "Basis of reduction" (Text) 0 (No) ["减免依据"];
    }
    Question {
        Question "question" "question.question" "常见问题" "Question" (Text) 1000 (Yes) ["问", "问题"];
        Answer "answer" "question.answer" "解答" "Answer" (Text) 0 (Yes) ["答", "答案", "常见问题解答", "回答"];
        // Likewise undocumented; its real values are all 无.
        Missex "missex" "question.missex" "接口字段missex" "Interface field missex" (Text) 0 (No) [];
    }
    Step {
        StepName "step_name" "step.step_name" "环节名称" "Step" (Text) 0 (Yes) ["环节", "办理环节"];
        StepLimit "step_limit" "step.step_limit" "环节时限" "Time limit" (Text) 0 (No) ["时限", "办理时限"];
        StepStandard "step_standard" "step.step_standard" "环节审查标准" "Standard" (Text) 0 (No) ["审查标准"];
        StepResult "step_result" "step.step_result" "环节办理结果" "Result" (Text) 0 (No) ["办理结果"];
    }
}

impl Element {
    /// Number of elements.
    pub const COUNT: usize = SPECS.len();

    /// All elements in the order of the registry.
    pub fn all() -> impl ExactSizeIterator<Item = Self> + Clone {
        SPECS.iter().map(|spec| spec.element)
    }

    /// Elements of one part.
    pub fn of(part: Part) -> impl Iterator<Item = Self> + Clone {
        SPECS
            .iter()
            .filter(move |spec| spec.part == part)
            .map(|spec| spec.element)
    }

    /// Everything known of it.
    pub const fn spec(self) -> &'static Spec {
        &SPECS[self as usize]
    }

    /// Its number in the registry.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The element with this number.
    pub fn from_index(index: usize) -> Option<Self> {
        SPECS.get(index).map(|spec| spec.element)
    }

    /// The element with this identifier, such as `promise_day` or `material.by_law`.
    pub fn from_id(id: &str) -> Option<Self> {
        SPECS.iter().find(|spec| spec.id == id).map(|spec| spec.element)
    }

    /// Part it belongs to.
    pub const fn part(self) -> Part {
        self.spec().part
    }

    /// Identifier.
    pub const fn id(self) -> &'static str {
        self.spec().id
    }

    /// Name shown to people.
    pub const fn name(self, lang: Lang) -> &'static str {
        self.spec().name.get(lang)
    }
}

impl Serialize for Element {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Element {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::from_id(&id).ok_or_else(|| serde::de::Error::custom(format!("没有标识为“{id}”的要素")))
    }
}

#[cfg(test)]
mod tests {
    use super::{Element, Part};
    use std::collections::HashSet;

    #[test]
    fn identifiers_are_unique_and_name_their_part() {
        let mut seen = HashSet::new();
        for element in Element::all() {
            let spec = element.spec();
            assert!(seen.insert(spec.id), "{} twice", spec.id);
            let expected = if spec.part == Part::Main {
                spec.key.to_owned()
            } else {
                format!("{}.{}", spec.part.id(), spec.key)
            };
            assert_eq!(spec.id, expected);
            assert_eq!(Element::from_id(spec.id), Some(element));
            assert_eq!(Element::from_index(element.index()), Some(element));
        }
    }

    #[test]
    fn titles_are_unique_within_a_part() {
        for part in Part::ALL {
            let mut seen = HashSet::new();
            for element in Element::of(part) {
                let spec = element.spec();
                for title in spec.titles.iter().copied().chain([spec.name.zh, spec.key]) {
                    assert!(
                        seen.insert(title),
                        "“{title}” means two elements of {}",
                        part.name().zh
                    );
                }
            }
        }
    }
}
