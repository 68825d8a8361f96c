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
    accept_condition_vague,
    accept_standard_vague,
    address_imprecise,
    hours_imprecise,
    intermediary_flag_contradicts,
    legal_basis_imprecise,
    limit_not_a_number,
    material_name_combines,
    material_name_unspecific,
    material_repeated,
    online_possible_but_not,
    optional_material_unexplained,
    phone_malformed,
    promise_equals_statutory,
    promise_exceeds_statutory,
    question_garbled,
    required_element,
    result_name_is_case,
    result_type_contradicts_name,
    shareable_material_demanded,
    vague_material,
    visits_without_reason,
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
