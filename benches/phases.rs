//! Time of each phase for one record, in one process: read and check, compose, typeset, verify.

#![expect(clippy::expect_used, reason = "a benchmark that cannot run should stop")]

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, criterion_group, criterion_main};
use minutebook::compose::{Composer, Templates};
use minutebook::kinds;
use minutebook::policy::Packs;
use minutebook::read;
use minutebook::typeset::{World, forget, typeset};
use minutebook::verify::{Conformance, verify};

const AS_OF: chrono::NaiveDate = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();

fn phases(c: &mut Criterion) {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/jordan-ellis/2026-01-06.yaml"));
    let mut packs = Packs::new(None).expect("built-in packs");
    let mut survey = kinds::survey();
    let source = read::read(path.clone(), &mut Vec::new()).expect("the sample");
    survey.add(&source);
    survey.finish();
    c.bench_function("read", |b| b.iter(|| black_box(read::read(path.clone(), &mut Vec::new()))));
    c.bench_function("check", |b| b.iter(|| black_box(kinds::check(&source, Vec::new(), &mut packs, &survey, AS_OF))));
    let case = kinds::check(&source, Vec::new(), &mut packs, &survey, AS_OF).case.expect("a case");
    let plan = case.plan(AS_OF);
    let planned = plan.into_iter().nth(1).expect("a copy for a recipient");
    let templates = Templates::default();
    let composer = Composer::new(templates.clone());
    let mut world = World::new(&templates).expect("a world");
    c.bench_function("compose", |b| b.iter(|| black_box(composer.compose(&planned, "record-of-review"))));
    let composed = composer.compose(&planned, "record-of-review").expect("composed");
    let mut make = || {
        let pdf = typeset(&mut world, composed.source.clone(), None, &planned.meta).expect("typeset");
        forget(0);
        pdf
    };
    c.bench_function("typeset", |b| b.iter(|| black_box(make())));
    for (name, conformance) in [("verify", Conformance::None), ("verify with conformance", Conformance::All)] {
        c.bench_function(name, |b| {
            b.iter_batched(
                &mut make,
                |pdf| black_box(verify(pdf, &planned, &composed.sections, conformance)),
                criterion::BatchSize::PerIteration,
            );
        });
    }
}

criterion_group!(benches, phases);
criterion_main!(benches);
