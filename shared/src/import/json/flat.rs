//! Items of nothing but plain values, as other programs write the rows of a flat sheet: keys are its titles, and sub-lists
//! stand beside the item with their entries in lines. They are understood as those of the sheet.

use super::keys::Key;
use super::{Fields, Node, Reader, scalar};
use crate::element::{Element, Part};
use crate::import::lines;
use crate::item::Value;
use crate::mapping::{Header, Meaning, resolve, title::Title};

/// Objects with more keys than this are no rows of a sheet.
const WIDEST: usize = 1024;

impl Reader<'_> {
    /// Finds out which of the keys, as titles beside each other, mean elements of sub-lists; once for each key.
    pub(super) fn ask_beside(&mut self, module: usize, fields: &Fields) {
        let mut is_new = false;
        for (name, _) in fields {
            is_new |= !self.key(module, name).is_asked;
        }
        if !is_new || self.modules[module].names.len() > WIDEST {
            return;
        }
        let mut headers = Vec::new();
        for (name, _) in fields {
            // What is not known would only be guessed.
            if !Title::of(name).candidates().is_empty() || self.choices.get(name).is_some() {
                headers.push(Header {
                    column: headers.len().min(WIDEST) as u16,
                    group: None,
                    title: name.to_string(),
                });
            }
        }
        let meanings = resolve(&headers, None, self.choices);
        let keys = &mut self.modules[module].keys;
        for Meaning {
            header, element, how, ..
        } in meanings
        {
            if let Some(key) = keys.get_mut(&header.title)
                && !(key.is_asked || key.quiet || key.element.is_some())
                && let Some(element) = element.filter(|element| element.part() != Part::Main)
            {
                key.beside = Some(element);
                key.how = how;
            }
        }
        for (name, _) in fields {
            if let Some(key) = keys.get_mut(name.as_ref()) {
                key.is_asked = true;
            }
        }
    }

    /// A value of a sub-list that stands beside the item.
    pub(super) fn cell(
        &mut self,
        module: usize,
        key: Key,
        element: Element,
        node: &Node,
        row: u32,
    ) -> Option<Value> {
        self.provide_list(element.part(), Some(element));
        let text = scalar(node).unwrap_or_default();
        let place = self.place(module, key, row);
        self.text(element, &text, place)
    }

    /// Gives the item the entries of its sub-lists, which `values` hold in lines.
    pub(super) fn divide(&mut self, values: &[Value]) {
        for part in Part::ALL {
            let own = values.iter().filter(|value| value.element().part() == part);
            let own: Vec<Value> = own.copied().collect();
            if own.is_empty() {
                continue;
            }
            let provided = &self.lists[part as usize];
            let only_names = || {
                let mut carried = Element::of(part).filter(|element| provided.contains(*element));
                carried.all(lines::is_name_or_number)
            };
            match lines::divide(part, &own, only_names, &mut self.list.texts) {
                Some(split) => {
                    split.say_unaligned(&own, &mut self.out);
                    let entries = split.entries.into_iter().map(|entry| (part, entry));
                    self.records.extend(entries);
                }
                None => self.records.push((part, own)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{entries, ok};
    use crate::element::{Element, Part};
    use crate::import::read_csv;
    use crate::item::{Fields as _, List};
    use crate::notice::NoticeCode;

    #[test]
    fn an_object_of_plain_values_is_read_as_a_row_of_a_flat_sheet() {
        let list = ok(
            r#"[{"事项名称":"甲","材料名称":"申请表\n身份证","来源渠道":"10\n20","受理标准":"清晰\n有效","内部号":1},
        {"事项名称":"乙","材料名称":"","来源渠道":"","受理标准":""},
        {"事项名称":"丙","申请材料":[{"材料名称":"照片"}],"来源渠道":"10"},
        {"事项名称":"丁","申请材料":"申请表；身份证","材料名称":null}]"#,
        );
        let names = |item| entries(&list, item, Part::Material, Element::MaterialName);
        assert_eq!(names(0), ["申请表", "身份证"]);
        assert_eq!(
            entries(&list, 0, Part::Material, Element::MaterialSource),
            ["10", "20"]
        );
        assert!(names(1).is_empty() && list.view(1).has_part(Part::Material));
        assert_eq!(names(2), ["照片"]);
        let view = list.view(0);
        let entry = view.entries(Part::Material).nth(1).expect("an entry");
        let place = list
            .value(entry.value(Element::MaterialName).expect("a value"))
            .place();
        let sheet = &list.sheets[usize::from(place.sheet)];
        assert_eq!(
            (place.row, sheet.column_name(place.column)),
            (0, "材料名称".to_owned())
        );
        // Among lists, a key that only a flat sheet would have is told.
        let unmapped = list
            .notices
            .iter()
            .map(|notice| (notice.code, notice.args[0].clone()));
        let unmapped: Vec<_> = unmapped.collect();
        let told = |key: &str| (NoticeCode::KeyUnmapped, key.into());
        assert_eq!(unmapped, [told("来源渠道"), told("内部号")]);

        let same = |json: &str, csv: &str| {
            let (json, csv) = (ok(json), read_csv(csv));
            let said = |list: &List| -> Vec<Vec<String>> {
                let views = list.views().flat_map(|view| {
                    Part::ALL.into_iter().flat_map(move |part| {
                        let entries = view.entries(part);
                        entries.map(move |entry| {
                            Element::of(part)
                                .map(|element| entry.text(element).to_owned())
                                .collect()
                        })
                    })
                });
                views.collect()
            };
            assert_eq!(said(&json), said(&csv));
        };
        for (name, part) in [
            ("申请表；身份证", "10"),
            ("1.申请表2.身份证", "10；20"),
            ("申请表\n身份证\n照片", "10\n20"),
        ] {
            let json = serde_json::json!([{"事项名称": "甲", "材料名称": name, "来源渠道": part}]);
            same(
                &json.to_string(),
                &format!("事项名称,材料名称,来源渠道\n甲,\"{name}\",\"{part}\"\n"),
            );
        }
        same(
            r#"{"事项名称":"甲","材料名称":"申请表；身份证"}"#,
            "事项名称,材料名称\n甲,申请表；身份证\n",
        );
    }
}
