//! Sheets that name the items of another one once more: contents, summaries. Their rows are no further items.

use super::gathered::{key, last_key_column};
use super::reader::Key;
use super::{Plan, Role, is_remark_sheet};
use crate::import::assemble::Assembly;
use crate::notice::NoticeCode;
use crate::table::{TextId, Texts};
use hashbrown::HashSet;

/// Lets sheets of few columns, whose items all stand on the sheet that says most, add to that one; those whose name says that they
/// explain others are left out even where some names differ.
pub(super) fn join(plans: &mut Vec<Plan>, texts: &mut Texts, out: &mut Assembly) {
    let items = plans
        .iter()
        .enumerate()
        .filter(|(_, plan)| plan.role == Role::Items);
    let Some((best, most)) = items.max_by_key(|(index, plan)| (plan.mains, std::cmp::Reverse(*index))) else {
        return;
    };
    let (name, mains) = (most.name.clone(), most.mains);
    let is_brief =
        |plan: &Plan| plan.role == Role::Items && !plan.has_parts && plan.mains * 2 <= mains && mains > 0;
    if !plans.iter().any(is_brief) {
        return;
    }
    let known = Known::of(&plans[best], texts);
    let mut number = 0;
    plans.retain_mut(|plan| {
        let is_best = number == best;
        number += 1;
        if is_best || !is_brief(plan) {
            return true;
        }
        if known.has_all(plan, texts) {
            plan.role = Role::Joined;
            out.say(NoticeCode::SheetRepeats, None, [plan.name.clone(), name.clone()]);
            return true;
        }
        let explains = is_remark_sheet(&plan.name);
        if explains {
            out.say(NoticeCode::SheetIgnored, None, [plan.name.clone()]);
        }
        !explains
    });
}

/// What the items of a sheet are called.
#[derive(Default)]
struct Known {
    codes: HashSet<TextId>,
    names: HashSet<TextId>,
    /// Authorities by name.
    depts: HashSet<(TextId, TextId)>,
}

fn keys(plan: &Plan, texts: &mut Texts) -> Vec<Key> {
    let last = last_key_column(plan);
    let rows = plan.table.rows().filter(|(row, _)| *row >= plan.first_data_row);
    let keys = rows.map(|(_, cells)| key(plan, cells, last, texts));
    keys.filter(|key| !key.is_empty()).collect()
}

impl Known {
    fn of(plan: &Plan, texts: &mut Texts) -> Self {
        let mut known = Self::default();
        for key in keys(plan, texts) {
            known.codes.extend(key.handle.into_iter().chain(key.task));
            known.names.extend(key.name);
            known.depts.extend(key.name.zip(key.dept));
        }
        known
    }

    /// Whether every row of a sheet names one of them, by its code if it has one.
    fn has_all(&self, plan: &Plan, texts: &mut Texts) -> bool {
        let keys = keys(plan, texts);
        !keys.is_empty()
            && keys.iter().all(|key| match key.handle.or(key.task) {
                Some(code) => self.codes.contains(&code),
                // Where both sheets name the authority it must be the same.
                None => match key.name.zip(key.dept).filter(|_| !self.depts.is_empty()) {
                    Some(both) => self.depts.contains(&both),
                    None => key.name.is_some_and(|name| self.names.contains(&name)),
                },
            })
    }
}
