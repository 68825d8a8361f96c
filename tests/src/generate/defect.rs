//! Defects that are planted: each changes one thing, and names the clause that must find it.

use super::Generated;
use serde::Serialize;
use shared::element::{Element, Part};

/// A defect of the truth file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Planted {
    /// Number of the item, from 0.
    pub item: usize,
    /// Handling-item code, else implementing code, after the change.
    pub key: String,
    /// Clause that must find it.
    pub clause: &'static str,
    /// Element changed.
    pub element: &'static str,
    /// What was done, in Chinese.
    pub change: &'static str,
}

/// One way to spoil an item.
pub struct Defect {
    /// Clause that must find it.
    pub clause: &'static str,
    /// Element changed.
    pub element: Element,
    /// What is done, in Chinese.
    pub change: &'static str,
    spoil: fn(&mut Generated) -> Option<()>,
}

impl Defect {
    /// Spoils the item, or leaves it as it is where the defect does not fit it.
    pub fn plant(&self, index: usize, item: &mut Generated) -> Option<Planted> {
        let mut spoiled = item.clone();
        (self.spoil)(&mut spoiled)?;
        *item = spoiled;
        let key = match item.get(Element::HandleItemCode) {
            "" => item.get(Element::TaskCode),
            code => code,
        };
        Some(Planted {
            item: index,
            key: key.to_owned(),
            clause: self.clause,
            element: self.element.id(),
            change: self.change,
        })
    }
}

const fn defect(
    clause: &'static str,
    element: Element,
    change: &'static str,
    spoil: fn(&mut Generated) -> Option<()>,
) -> Defect {
    Defect {
        clause,
        element,
        change,
        spoil,
    }
}

fn set(item: &mut Generated, element: Element, value: &str) -> Option<()> {
    (item.get(element) != value).then(|| item.set(element, value))
}

fn set_material(item: &mut Generated, element: Element, value: &str) -> Option<()> {
    item.first_of(Part::Material)?.insert(element, value.to_owned());
    Some(())
}

fn not_public_service(item: &Generated) -> Option<()> {
    (item.get(Element::TaskType) != "20").then_some(())
}

/// All defects.
pub const DEFECTS: &[Defect] = &[
    defect("C01", Element::DeptName, "清空实施主体", |item| {
        set(item, Element::DeptName, "")
    }),
    defect("C04", Element::AnticipateDay, "清空法定办结时限", |item| {
        not_public_service(item)?;
        set(item, Element::AnticipateDay, "")
    }),
    defect("C05", Element::PromiseDay, "清空承诺办结时限", |item| {
        not_public_service(item)?;
        set(item, Element::PromiseDay, "")
    }),
    defect(
        "C06",
        Element::AcceptCondition,
        "受理条件改为“符合以上条件”",
        |item| set(item, Element::AcceptCondition, "符合以上条件"),
    ),
    defect(
        "C13",
        Element::SceneReason,
        "要到现场却清空原因",
        |item| {
            item.set(Element::SceneNumber, "1");
            set(item, Element::SceneReason, "");
            Some(())
        },
    ),
    defect(
        "C15",
        Element::SuperviseWay,
        "监督投诉方式改为“无”",
        |item| set(item, Element::SuperviseWay, "无"),
    ),
    defect("C16", Element::LinkWay, "清空咨询方式", |item| {
        set(item, Element::LinkWay, "")
    }),
    defect(
        "K01",
        Element::PromiseDay,
        "承诺时限大于法定时限",
        |item| {
            not_public_service(item)?;
            let days: u32 = item.get(Element::AnticipateDay).parse().ok()?;
            set(item, Element::PromiseDay, &(days + 5).to_string())
        },
    ),
    defect("K08", Element::SceneReason, "到现场0次却填原因", |item| {
        item.set(Element::SceneNumber, "0");
        set(item, Element::SceneReason, "须现场核验材料原件");
        Some(())
    }),
    defect("K09", Element::OnlineAddress, "网办却没有地址", |item| {
        set(item, Element::OnlineAddress, "")
    }),
    defect(
        "K10",
        Element::IsExpress,
        "办理形式含快递而不支持快递",
        |item| {
            item.set(Element::HandleType, "1,2,3");
            set(item, Element::IsExpress, "0");
            Some(())
        },
    ),
    defect(
        "K11",
        Element::IsPayOnline,
        "不收费却支持网上支付",
        |item| set(item, Element::IsPayOnline, "1"),
    ),
    defect(
        "K12",
        Element::IsIntermediary,
        "不涉及中介却填中介服务",
        |item| set(item, Element::IntermediaryService, "出具技术评估报告"),
    ),
    defect(
        "K17",
        Element::TaskCode,
        "实施编码与基本编码不符",
        |item| {
            let changed = format!("{}999000", &item.get(Element::CatalogCode).get(..6)?);
            item.get(Element::HandleItemCode).is_empty().then_some(())?;
            set(item, Element::CatalogCode, &changed)
        },
    ),
    defect("B02", Element::DeptCode, "信用代码校验位错误", |item| {
        let code = item.get(Element::DeptCode).to_owned();
        let (head, last) = code.split_at_checked(17)?;
        let other = if last == "A" { "B" } else { "A" };
        let task = item
            .get(Element::TaskCode)
            .replacen(&code, &format!("{head}{other}"), 1);
        let handle = item
            .get(Element::HandleItemCode)
            .replacen(&code, &format!("{head}{other}"), 1);
        item.set(Element::TaskCode, task);
        if !handle.is_empty() {
            item.set(Element::HandleItemCode, handle);
        }
        set(item, Element::DeptCode, &format!("{head}{other}"))
    }),
    defect(
        "B03",
        Element::ProjectType,
        "办件类型取值不在字典中",
        |item| set(item, Element::ProjectType, "8"),
    ),
    defect(
        "B07",
        Element::PromiseType,
        "许可的时限单位不是工作日",
        |item| {
            (item.get(Element::TaskType) == "01").then_some(())?;
            item.set(Element::AnticipateType, "2");
            set(item, Element::PromiseType, "2")
        },
    ),
    defect("C09", Element::BlankForm, "申请表没有空白表格", |item| {
        set_material(item, Element::BlankForm, "")
    }),
    defect(
        "C10",
        Element::ExampleForm,
        "申请表没有示例样表",
        |item| set_material(item, Element::ExampleForm, ""),
    ),
    defect(
        "F01",
        Element::MaterialName,
        "材料改为“其他相关材料”",
        |item| set_material(item, Element::MaterialName, "其他相关材料"),
    ),
    defect(
        "F02",
        Element::MaterialName,
        "材料只写“申请表”",
        |item| set_material(item, Element::MaterialName, "申请表"),
    ),
    defect("F07", Element::AcceptStand, "受理标准空泛", |item| {
        set_material(item, Element::AcceptStand, "符合国家相关规定")
    }),
    defect("F10", Element::PromiseDay, "承诺时限写“尽快”", |item| {
        not_public_service(item)?;
        set(item, Element::PromiseDay, "尽快")
    }),
    defect("F11", Element::LinkWay, "电话没有区号", |item| {
        let number = item.get(Element::LinkWay).split_once('-')?.1.to_owned();
        set(item, Element::LinkWay, &number)
    }),
    defect("F17", Element::ResultName, "结果名称写成个案", |item| {
        set(item, Element::ResultName, "关于同意XX公司新建项目的批复")
    }),
    defect("E01", Element::PromiseDay, "承诺等于法定", |item| {
        not_public_service(item)?;
        let days = item.get(Element::AnticipateDay).to_owned();
        set(item, Element::PromiseDay, &days)
    }),
];
