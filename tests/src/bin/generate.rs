//! `cargo app generate`: writes generated lists in every form, and the truth of the defects planted in them.

use anyhow::{Context as _, Result};
use clap::Parser;
use std::path::{Path, PathBuf};
use tests::generate::write::Form;
use tests::generate::{Lists, Options, generate, reference};

/// Writes generated lists in every form that import reads, and `truth.json` with the defects planted.
#[derive(Parser)]
#[command(name = "cargo app generate")]
struct Arguments {
    /// Number of items.
    #[arg(long, default_value_t = 100)]
    items: usize,
    /// The same seed gives the same files.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Share of items with a planted defect, 0 to 1.
    #[arg(long, default_value_t = 0.05)]
    defect_rate: f64,
    /// Fill elements as fully as the platform does, about 10 kB an item.
    #[arg(long)]
    full: bool,
    /// Only this file, such as `flat.xlsx`; otherwise all.
    #[arg(long)]
    form: Option<String>,
    /// Folder to write to.
    #[arg(long, default_value = "target/generated")]
    out: PathBuf,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    // Rounded to thousandths; values outside 0..=1 mean none and all.
    let defects_per_mille = (0..=1000_u32)
        .min_by(|a, b| {
            let distance = |n: u32| (f64::from(n) / 1000.0 - arguments.defect_rate).abs();
            distance(*a).total_cmp(&distance(*b))
        })
        .unwrap_or(0);
    let lists = generate(&Options {
        items: arguments.items,
        seed: arguments.seed,
        defects_per_mille,
        full: arguments.full,
    });
    std::fs::create_dir_all(&arguments.out)
        .with_context(|| format!("cannot create {}", arguments.out.display()))?;
    let mut written = 0;
    for form in Form::ALL {
        if arguments
            .form
            .as_deref()
            .is_some_and(|wanted| wanted != form.file_name())
        {
            continue;
        }
        if lists.items.len() > form.room() && arguments.form.is_none() {
            println!(
                "{:>18}  left out: room for {} items",
                form.file_name(),
                form.room()
            );
            continue;
        }
        let bytes = form.bytes(&lists)?;
        let path = arguments.out.join(form.file_name());
        std::fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
        println!("{:>12} bytes  {}", bytes.len(), path.display());
        written += 1;
    }
    anyhow::ensure!(
        written > 0,
        "no form is named {:?}",
        arguments.form.unwrap_or_default()
    );
    let truth = arguments.out.join("truth.json");
    std::fs::write(&truth, serde_json::to_vec_pretty(&lists.truth)?)?;
    references(&lists, &arguments.out)?;
    println!(
        "{} items, {} planted defects in {}",
        lists.items.len(),
        lists.truth.len(),
        truth.display()
    );
    Ok(())
}

/// Writes the reference lists that the items fit, for `qingcha check --reference`.
fn references(lists: &Lists, out: &Path) -> Result<()> {
    for kind in reference::KINDS {
        let bytes = reference::csv(kind, &reference::entries(kind, &lists.items))?;
        let path = out.join(format!("reference-{}.csv", kind.id()));
        std::fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
        println!("{:>12} bytes  {}", bytes.len(), path.display());
    }
    Ok(())
}
