//! Checks kept on this machine: a small record each, and the original files beside it. The only place that knows
//! IndexedDB. Kept is what a completed transaction has written to the disk; nothing else is called saved.

use crate::columns::{self, Choices};
use crate::state::{App, Kept, Saved};
use idb::TransactionResult;
use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use rexie::{ObjectStore, Rexie, TransactionMode};
use serde::{Deserialize, Serialize};
use shared::protocol::{Overview, ReferenceName};
use shared::standard::Points;
use std::cell::Cell;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::IdbDatabase;

const DATABASE: &str = "qingcha";
/// Upgrades only add; a version's stores are never wiped.
const VERSION: u32 = 1;
const RECORDS: &str = "checks";
const FILES: &str = "files";

/// One check as listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Time of the check in milliseconds since 1970; also its key.
    pub(crate) id: u64,
    /// Names of the files.
    pub(crate) names: Vec<String>,
    /// Day of the check.
    pub(crate) date: String,
    /// Version of the standard.
    pub(crate) standard: String,
    /// Items.
    pub(crate) items: u64,
    /// Mean score.
    pub(crate) score: Points,
    /// Certain findings.
    pub(crate) fails: u64,
    /// Suspected findings.
    pub(crate) suspects: u64,
    /// Digest of the result, to see that opening it again gives the same.
    pub(crate) fingerprint: String,
    /// What a person decided about columns; opening it again decides the same.
    #[serde(default)]
    pub(crate) choices: Choices,
    /// Its reference lists, in the order of their files.
    #[serde(default)]
    pub(crate) references: Vec<ReferenceName>,
    /// Its special inspections.
    #[serde(default)]
    pub(crate) campaigns: Vec<String>,
}

/// The files of a check, each with its name.
#[derive(Clone, Default)]
pub(crate) struct Files {
    /// Lists of items.
    pub(crate) lists: Vec<(String, JsValue)>,
    /// Reference lists.
    pub(crate) references: Vec<(String, JsValue)>,
}

impl Record {
    /// The record of a result, in the place of another one or made now.
    pub(crate) fn of(overview: &Overview, id: Option<u64>, choices: Choices) -> Self {
        // Milliseconds since 1970 are whole, positive and far below 2^53.
        #[allow(clippy::cast_sign_loss)]
        let now = js_sys::Date::now() as u64;
        Self {
            id: id.unwrap_or(now),
            choices,
            references: Vec::new(),
            campaigns: Vec::new(),
            names: overview
                .sources
                .iter()
                .map(|source| source.name.clone())
                .collect(),
            date: overview.date.clone(),
            standard: overview.standard_version.clone(),
            items: overview.items,
            score: overview.score,
            fails: overview.fails,
            suspects: overview.suspects,
            fingerprint: overview.fingerprint.clone(),
        }
    }
}

/// Why storage failed, for the console.
struct Failure(String);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<rexie::Error> for Failure {
    fn from(error: rexie::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<idb::Error> for Failure {
    fn from(error: idb::Error) -> Self {
        rexie::Error::from(error).into()
    }
}

impl From<JsValue> for Failure {
    fn from(error: JsValue) -> Self {
        Self(format!("{error:?}"))
    }
}

async fn open() -> Result<Rexie, Failure> {
    let database = Rexie::builder(DATABASE)
        .version(VERSION)
        .add_object_store(ObjectStore::new(RECORDS).key_path("id"))
        .add_object_store(ObjectStore::new(FILES).key_path("id"))
        .build()
        .await?;
    Ok(database)
}

fn key(id: u64) -> JsValue {
    JsValue::from_f64(id as f64)
}

fn object(id: u64, name: &str, value: &JsValue) -> Result<JsValue, Failure> {
    let object = Object::new();
    Reflect::set(&object, &"id".into(), &key(id))?;
    Reflect::set(&object, &name.into(), value)?;
    Ok(object.into())
}

/// Changes the history in one transaction that is complete only when it is on the disk.
///
/// Browsers may call a transaction complete while it is still in the system's memory, and Chromium does unless it is
/// asked for `strict`: a power cut then takes checks that were called saved. rexie cannot ask and hides its database,
/// so this opens a connection of its own, to the stores that rexie has made.
async fn change(with: impl AsyncFnOnce(&idb::Transaction) -> Result<(), Failure>) -> Result<(), Failure> {
    open().await?.close();
    let database: IdbDatabase = idb::Factory::new()?.open(DATABASE, Some(VERSION))?.await?.into();
    let changed = async {
        let transaction = strict(&database)?;
        with(&transaction).await?;
        match transaction.await? {
            TransactionResult::Committed => Ok(()),
            // What a full disk does: every request succeeded, the transaction did not.
            TransactionResult::Aborted => Err(Failure("the transaction was aborted".to_owned())),
        }
    };
    let changed = changed.await;
    database.close();
    changed
}

/// `database.transaction([…], "readwrite", { durability: "strict" })`, which web-sys has only behind a compiler flag.
fn strict(database: &IdbDatabase) -> Result<idb::Transaction, Failure> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let stores = Array::of2(&RECORDS.into(), &FILES.into());
    let transaction: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    let opened = transaction.call3(database, &stores, &"readwrite".into(), &options)?;
    Ok(opened.try_into()?)
}

thread_local! {
    static WRITES: Cell<u32> = const { Cell::new(0) };
}

/// Keeps a check with its files, in the place of a former record of it, and says so when it is written.
pub(crate) fn keep(app: App, record: Record, files: Files) {
    let write = WRITES.get().wrapping_add(1);
    WRITES.set(write);
    app.saved.set(Saved::Writing(write));
    spawn_local(async move {
        let saved = match put(&record, &files).await {
            Ok(()) => Saved::Yes(record.id),
            Err(error) => {
                leptos::logging::warn!("not kept: {error}");
                Saved::Failed
            }
        };
        // Another result may be shown by now, or the same one be written anew.
        if app.saved.get_untracked() == Saved::Writing(write) {
            app.saved.set(saved);
        }
        load(app);
    });
}

async fn put(record: &Record, files: &Files) -> Result<(), Failure> {
    let json = serde_json::to_string(record).unwrap_or_default();
    let line = object(record.id, "json", &json.into())?;
    let bytes = object(record.id, LISTS, &pack(&files.lists))?;
    Reflect::set(&bytes, &REFERENCES.into(), &pack(&files.references))?;
    change(async |transaction| {
        transaction.object_store(FILES)?.put(&bytes, None)?.await?;
        transaction.object_store(RECORDS)?.put(&line, None)?.await?;
        Ok(())
    })
    .await
}

/// Where the files of lists, and of reference lists, stand in their record.
const LISTS: &str = "files";
const REFERENCES: &str = "references";

fn pack(files: &[(String, JsValue)]) -> Array {
    files
        .iter()
        .map(|(name, part)| Array::of2(&name.into(), part))
        .collect()
}

fn unpack(record: &JsValue, name: &str) -> Result<Vec<(String, JsValue)>, Failure> {
    // Records of former versions have no reference lists.
    let packed: Array = Reflect::get(record, &name.into())?.dyn_into().unwrap_or_default();
    let pair = |pair: JsValue| {
        let pair = pair.dyn_into::<Array>().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1)))
    };
    Ok(packed.iter().filter_map(pair).collect())
}

/// Reads the history.
pub(crate) fn load(app: App) {
    spawn_local(async move {
        let kept = match records().await {
            Ok(records) => Kept::Records(records),
            Err(error) => {
                leptos::logging::warn!("no history: {error}");
                Kept::Unavailable
            }
        };
        app.kept.set(kept);
    });
}

async fn records() -> Result<Vec<Record>, Failure> {
    let database = open().await?;
    let transaction = database.transaction(&[RECORDS], TransactionMode::ReadOnly)?;
    let values = transaction.store(RECORDS)?.get_all(None, None).await?;
    transaction.done().await?;
    database.close();
    let read = |value: &JsValue| {
        let json = Reflect::get(value, &"json".into()).ok()?.as_string()?;
        serde_json::from_str::<Record>(&json).ok()
    };
    let mut records: Vec<Record> = values.iter().filter_map(read).collect();
    records.sort_by_key(|record| std::cmp::Reverse(record.id));
    Ok(records)
}

/// Reads the files of a check and hands them on; nothing where they are gone.
pub(crate) fn files(id: u64, then: impl FnOnce(Files) + 'static) {
    spawn_local(async move {
        match read_files(id).await {
            Ok(files) => then(files),
            Err(error) => {
                leptos::logging::warn!("files not read: {error}");
                then(Files::default());
            }
        }
    });
}

async fn read_files(id: u64) -> Result<Files, Failure> {
    let database = open().await?;
    let transaction = database.transaction(&[FILES], TransactionMode::ReadOnly)?;
    let value = transaction.store(FILES)?.get(key(id)).await?;
    transaction.done().await?;
    database.close();
    let Some(value) = value else {
        return Ok(Files::default());
    };
    Ok(Files {
        lists: unpack(&value, LISTS)?,
        references: unpack(&value, REFERENCES)?,
    })
}

/// Deletes one check, or all of them with what was remembered about columns.
pub(crate) fn delete(app: App, id: Option<u64>) {
    if id.is_none() {
        columns::forget();
    }
    spawn_local(async move {
        match remove(id).await {
            Ok(()) => app.saved.update(|saved| {
                if matches!(saved, Saved::Yes(kept) if id.is_none_or(|id| id == *kept)) {
                    *saved = Saved::No;
                }
            }),
            Err(error) => leptos::logging::warn!("not deleted: {error}"),
        }
        load(app);
    });
}

async fn remove(id: Option<u64>) -> Result<(), Failure> {
    change(async |transaction| {
        for name in [RECORDS, FILES] {
            let store = transaction.object_store(name)?;
            match id {
                Some(id) => store.delete(key(id))?.await?,
                None => store.clear()?.await?,
            }
        }
        Ok(())
    })
    .await
}
