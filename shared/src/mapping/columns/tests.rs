use super::{Header, resolve};
use crate::element::{Element, Part};
use crate::mapping::{Choices, How};

/// Titles as `title` or `group/title`.
fn elements(sheet: Option<Part>, titles: &[&str]) -> Vec<Option<Element>> {
    let headers: Vec<Header> = titles
        .iter()
        .zip(0..)
        .map(|(title, column)| {
            let (group, title) = title
                .split_once('|')
                .map_or((None, *title), |(g, t)| (Some(g), t));
            Header {
                column,
                group: group.map(str::to_owned),
                title: title.to_owned(),
            }
        })
        .collect();
    resolve(&headers, sheet, &Choices::default())
        .into_iter()
        .map(|meaning| meaning.element)
        .collect()
}

#[test]
fn a_flat_sheet_keeps_the_item_s_own_place_and_hours() {
    assert_eq!(
        elements(
            None,
            &["序号", "事项名称", "申请材料", "办理地点", "办理时间", "备注"]
        ),
        [
            None,
            Some(Element::TaskName),
            Some(Element::MaterialName),
            Some(Element::TransactAddress),
            Some(Element::TransactTime),
            None, // the item's remark or the material's: nobody can say
        ]
    );
}

#[test]
fn the_same_title_follows_its_sub_list() {
    assert_eq!(
        elements(
            None,
            &[
                "事项名称",
                "事项类型",
                "材料名称",
                "材料类型",
                "依据",
                "备注",
                "窗口名称",
                "办理地点",
                "窗口电话"
            ]
        )[4..],
        [
            Some(Element::MaterialLaw),
            Some(Element::MaterialRemark),
            Some(Element::WindowName),
            Some(Element::WindowAddress),
            Some(Element::WindowPhone),
        ]
    );
    assert_eq!(
        elements(
            Some(Part::Special),
            &["实施编码", "类型", "时限", "时限单位", "说明", "实施部门"]
        ),
        [
            Some(Element::TaskCode),
            Some(Element::SpecialName),
            Some(Element::SpecialDate),
            Some(Element::SpecialDateType),
            Some(Element::SpecialDesc),
            Some(Element::SpecialDept),
        ]
    );
}

#[test]
fn a_step_s_limit_is_never_the_item_s() {
    let found = elements(
        None,
        &["事项名称", "事项类型", "环节名称", "办理时限", "受理条件"],
    );
    assert_eq!(found[3], None);
    let sheet = elements(None, &["实施编码", "环节名称", "办理时限"]);
    assert_eq!(sheet[2], Some(Element::StepLimit));
}

#[test]
fn upper_cells_decide() {
    assert_eq!(
        elements(
            None,
            &[
                "事项名称",
                "法定办结时限|单位",
                "法定办结时限|说明",
                "申请材料|名称",
                "申请材料|依据",
                "承诺办结时限|依据"
            ]
        ),
        [
            Some(Element::TaskName),
            Some(Element::AnticipateType),
            Some(Element::AnticipateExplain),
            Some(Element::MaterialName),
            Some(Element::MaterialLaw),
            None,
        ]
    );
}

#[test]
fn the_item_s_own_name_goes_before_synonyms_wherever_it_stands() {
    let headers: Vec<Header> = ["主项名称", "业务办理项名称", "事项名称"]
        .iter()
        .zip(0..)
        .map(|(title, column)| Header {
            column,
            group: None,
            title: (*title).to_owned(),
        })
        .collect();
    let found = resolve(&headers, None, &Choices::default());
    assert_eq!(
        found.iter().map(|m| m.behind).collect::<Vec<_>>(),
        [Some(2), Some(2), None]
    );
}

#[test]
fn a_person_s_choice_goes_before_everything() {
    let headers = [Header {
        column: 0,
        group: None,
        title: "法定办结时限".to_owned(),
    }];
    let mut choices = Choices::default();
    choices.set("法定办结时限", None);
    let found = resolve(&headers, None, &choices);
    assert_eq!((found[0].element, found[0].how), (None, How::Chosen));
}

#[test]
fn a_group_binds_the_limit_it_names() {
    let own = |titles: &[&str]| elements(None, titles)[1..].to_vec();
    assert_eq!(
        own(&[
            "事项名称",
            "法定办结时限|办结时限",
            "法定办结时限|单位",
            "承诺办结时限|办结时限",
            "承诺办结时限|单位",
        ]),
        [
            Some(Element::AnticipateDay),
            Some(Element::AnticipateType),
            Some(Element::PromiseDay),
            Some(Element::PromiseType),
        ]
    );
    assert_eq!(
        own(&["事项名称", "办结时限|法定", "办结时限|承诺"]),
        [Some(Element::AnticipateDay), Some(Element::PromiseDay)]
    );
    assert_eq!(
        own(&["事项名称", "法定要求|办结时限", "咨询方式|地址"]),
        [None, None],
        "below a group that is not known nothing is guessed"
    );
}

#[test]
fn the_same_titles_below_two_groups_are_nobody_s() {
    assert_eq!(
        elements(
            None,
            &[
                "实施编码",
                "修改之后|事项类型",
                "修改之后|行使层级",
                "清单之二|事项类型",
                "清单之二|受理条件",
            ]
        )[1..],
        [
            None,
            Some(Element::UseLevel),
            None,
            Some(Element::AcceptCondition)
        ]
    );
}

#[test]
fn a_dictionary_beside_the_list_gives_no_values() {
    let columns = [
        (0, "事项名称"),
        (1, "权力类型"),
        (2, "受理条件"),
        (5, "事项类型"),
        (6, "行使层级"),
    ];
    let headers = columns.map(|(column, title)| Header {
        column,
        group: None,
        title: title.to_owned(),
    });
    let of = |headers: &[Header]| {
        let found = resolve(headers, None, &Choices::default());
        found
            .into_iter()
            .map(|meaning| meaning.element)
            .collect::<Vec<_>>()
    };
    let found = of(&headers);
    assert_eq!(found[1], Some(Element::TaskType));
    assert_eq!((found[3], found[4]), (None, Some(Element::UseLevel)));
    let beside: Vec<Header> = (0..)
        .zip(headers)
        .map(|(column, header)| Header { column, ..header })
        .collect();
    assert_eq!(
        of(&beside)[3],
        Some(Element::TaskType),
        "without a gap it is one table"
    );
}
