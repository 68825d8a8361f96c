//! Items as JSON: our own form, and the form of the 桂通办 interface.

use crate::generate::Generated;
use anyhow::Result;
use serde_json::{Map, Value, json};
use shared::element::{Element, Part};
use std::collections::BTreeMap;

/// `{"items": […]}` with element identifiers as keys and sub-lists as arrays named after their part.
pub(super) fn own(items: &[Generated]) -> Result<Vec<u8>> {
    let items: Vec<Value> = items
        .iter()
        .map(|item| {
            let mut object = object(&item.main);
            for part in Part::ALL.into_iter().skip(1) {
                let rows: Vec<Value> = item
                    .of(part)
                    .map(|row| Value::Object(self::object(row)))
                    .collect();
                if !rows.is_empty() {
                    object.insert(part.name().zh.to_owned(), Value::Array(rows));
                }
            }
            Value::Object(object)
        })
        .collect();
    Ok(serde_json::to_vec(&json!({ "items": items }))?)
}

fn object(values: &BTreeMap<Element, String>) -> Map<String, Value> {
    values
        .iter()
        .map(|(element, text)| (element.spec().key.to_owned(), Value::String(text.clone())))
        .collect()
}

/// Elements of the module AUDIT_ITEM_EXTEND; all other main elements stand in AUDIT_ITEM.
const EXTEND: [Element; 20] = [
    Element::IsIntermediary,
    Element::IntermediaryService,
    Element::FourHandle,
    Element::OnlineDepth,
    Element::IsOnline,
    Element::OnlineAddress,
    Element::HandleArea,
    Element::ResultName,
    Element::ResultType,
    Element::ResultSample,
    Element::IsSchedule,
    Element::IsEntryCenter,
    Element::IsExpress,
    Element::IsPayOnline,
    Element::IsHandleMachine,
    Element::NaturalTheme,
    Element::LegalTheme,
    Element::TownName,
    Element::TownCode,
    Element::SceneReason,
];

/// A whole response of the interface.
pub(super) fn guitongban(items: &[Generated]) -> Result<Vec<u8>> {
    let list: Vec<Value> = items.iter().map(element).collect();
    Ok(serde_json::to_vec(&json!({
        "STATUS": { "CODE": "00", "TEXT": "" },
        "data": { "LASTTIMESTAMP": 1_767_225_600_000_i64, "RETURNITEMSUNNUM": list.len(), "list": list },
    }))?)
}

fn element(item: &Generated) -> Value {
    let side = |extended: bool| {
        let mut values = item.main.clone();
        values.retain(|element, _| EXTEND.contains(element) == extended);
        // The interface has the place and the hours only at the counters.
        values.remove(&Element::TransactAddress);
        values.remove(&Element::TransactTime);
        object(&values)
    };
    let rows = |part: Part| -> Vec<Value> { item.of(part).map(|row| Value::Object(object(row))).collect() };
    let mut windows = rows(Part::Window);
    if windows.is_empty() {
        windows.push(json!({
            "transact_addr": item.get(Element::TransactAddress),
            "transact_time": item.get(Element::TransactTime),
            "window_tel": item.get(Element::LinkWay),
        }));
    }
    json!({
        "AUDIT_ITEM": side(false),
        "AUDIT_ITEM_EXTEND": side(true),
        "AUDIT_ITEM_BYLAW": rows(Part::Law),
        "AUDIT_ITEM_WINDOW": windows,
        "AUDIT_MATERIAL": rows(Part::Material),
        "AUDIT_ITEM_SPECIAL": rows(Part::Special),
        "AUDIT_QA": rows(Part::Question),
        "AUDIT_MATERIAL_CONDITION": [],
        "AUDIT_ITEM_CONDITION": [],
    })
}
