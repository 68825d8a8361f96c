//! The one sorted list of all rules. A rule is added in four places: its file, its line here, an entry in the
//! standard, and `tests/cases/<rule-id>.md`; a test names the one that is missing.

use crate::rule::Rule;

macro_rules! rules {
    ($($module:ident),+ $(,)?) => {
        $(mod $module;)+

        /// All rules, sorted by identifier.
        pub const ALL: &[&Rule] = &[$(&$module::RULE),+];
    };
}

rules! {
    accept_condition_empty,
    application_form_missing,
    authority_not_statutory,
    core_elements_missing,
    disguised_licence,
    entrust_missing,
    fee_detail_missing,
    flow_chart_missing,
    intermediary_flag_contradicts,
    law_entry_incomplete,
    licence_fee_without_law,
    licence_set_by_normative_document,
    material_field_missing,
    material_list_empty,
    promise_exceeds_statutory,
    proof_without_basis,
    question_missing,
    repealed_law_cited,
    required_element,
    result_sample_missing,
    scene_reason_missing,
    special_procedure_incomplete,
    theme_missing,
    township_code_missing,
}

/// The rule with this identifier.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.meta.id == id).copied()
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn rules_are_sorted_unique_and_documented() {
        assert!(
            ALL.windows(2).all(|pair| pair[0].meta.id < pair[1].meta.id),
            "sort the list in rules.rs"
        );
        for rule in ALL {
            let meta = rule.meta;
            assert!(
                meta.id
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{}",
                meta.id
            );
            for label in [meta.title, meta.what, meta.why].iter().chain(meta.messages) {
                assert!(
                    !label.zh.is_empty() && !label.en.is_empty(),
                    "{} lacks a text",
                    meta.id
                );
            }
            assert!(!meta.messages.is_empty(), "{} has no message", meta.id);
        }
    }
}
