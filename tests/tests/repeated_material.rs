//! Two equal materials are a repetition only where nothing in the file can tell them apart.

use shared::rule::OutcomeKind;
use tests::check::check;

fn outcome(name: &str, text: &str) -> OutcomeKind {
    let result = check(name, text.as_bytes()).expect("readable");
    let clause = result
        .standard
        .clauses()
        .iter()
        .position(|clause| clause.code == "F05");
    result.outcomes_of(0)[clause.expect("F05")]
}

#[test]
fn a_column_that_is_not_understood_leaves_room_for_doubt() {
    let code = "11450721MB155808114000141005000";
    let known = format!(
        "实施编码,事项名称,材料名称,材料形式\n{code},宗教建筑审批,申请书,1\n{code},宗教建筑审批,申请书,1\n"
    );
    assert_eq!(outcome("list.csv", &known), OutcomeKind::Fail);
    let case = format!(
        "实施编码,事项名称,材料名称,材料形式,对应的分支\n{code},宗教建筑审批,申请书,1,新建\n{code},宗教建筑审批,申请书,1,改建\n"
    );
    assert_eq!(outcome("list.csv", &case), OutcomeKind::Suspect);
    let named = format!(
        "实施编码,事项名称,材料名称,材料形式,材料情形\n{code},宗教建筑审批,申请书,1,新建\n{code},宗教建筑审批,申请书,1,改建\n"
    );
    assert_eq!(outcome("list.csv", &named), OutcomeKind::Pass);
}

#[test]
fn names_in_one_field_have_no_column_of_their_own() {
    let list = r#"{"事项名称":"规划许可","页面栏目":"办事指南","申请材料":["规划许可公告牌方案","规划许可公告牌方案"]}"#;
    assert_eq!(outcome("list.json", list), OutcomeKind::Fail);
}
