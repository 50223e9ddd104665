//! Tables as they are printed.

use super::*;

/// Whether there is anything in a table.
pub(super) fn has_figures(table: &Table) -> bool {
    let counts = table.rows.iter().flat_map(|r| &r.cells);
    counts.into_iter().any(|c| match &c.value {
        Value::Count(n) => *n > 0,
        Value::Plain(_) | Value::Hidden | Value::Text(_) => true,
        Value::Number(n, _) => *n > 0.0,
        _ => false,
    })
}

pub(super) fn table_block(table: TableView) -> Block {
    Block::Table { table: Box::new(table), titled: false }
}

/// A chart and the table of the same numbers share one title.
pub(super) fn share_titles(blocks: &mut [Block]) {
    let mut above: Option<String> = None;
    for block in blocks {
        match block {
            Block::Chart { chart } => above = Some(chart.title.clone()),
            Block::Table { table, titled } => {
                *titled = above.take().is_some_and(|t| t == table.title);
            }
            _ => above = None,
        }
    }
}

/// A table as it is printed.
#[must_use]
pub fn view(table: &Table, note: Option<String>) -> TableView {
    let columns = table.columns.iter().map(|c| ColumnView { title: c.title.clone(), right: c.unit != Unit::Text }).collect();
    let rows = table
        .rows
        .iter()
        .map(|r| RowView {
            title: r.title.clone(),
            // Beside nothing, a row is one like any other.
            role: if table.rows.iter().all(|r| r.role == Role::Beside) { Role::Part } else { r.role },
            cells: r.cells.iter().map(|c| c.value.shown()).collect(),
        })
        .collect();
    // A column of notes that says nothing is left away.
    let mut view = TableView {
        key: table.key().to_owned(),
        title: table.title.clone(),
        stub: table.stub.clone(),
        columns,
        rows,
        note: [Some(table.base.clone()), note].into_iter().flatten().collect::<Vec<_>>().join(" "),
    };
    if table.rows.iter().flat_map(|r| &r.cells).any(|c| c.value == Value::Hidden) {
        view.note.push_str(" [c]: not shown, because it is a small number or would give one away.");
    }
    let empty: Vec<usize> = (0..view.columns.len())
        .filter(|i| {
            table.columns.get(*i).is_some_and(|c| c.unit == Unit::Text)
                && view.rows.iter().all(|r| r.cells.get(*i).is_some_and(|c| c == "–"))
        })
        .collect();
    for i in empty.into_iter().rev() {
        view.columns.remove(i);
        for row in &mut view.rows {
            row.cells.remove(i);
        }
    }
    view
}

pub(super) fn years_view(chart: &Chart, key: &str) -> TableView {
    TableView {
        key: key.to_owned(),
        title: chart.title.clone(),
        stub: "Year".to_owned(),
        columns: chart.series.iter().map(|s| ColumnView { title: format!("{} %", s.title), right: true }).collect(),
        rows: chart.bars.iter().map(|b| RowView { title: b.label.clone(), role: Role::Part, cells: b.shown.clone() }).collect(),
        note: chart.target.as_ref().map(|(t, _)| format!("The target is {}%. A dash: not available.", trim(*t))).unwrap_or_default(),
    }
}

pub(super) fn typed_view(table: &crate::record::TypedTable) -> TableView {
    let row = |cells: &Vec<crate::record::Typed>, role| RowView {
        title: cells.first().map(typed::shown).unwrap_or_default(),
        role,
        cells: cells.iter().skip(1).map(typed::shown).collect(),
    };
    let mut rows: Vec<RowView> = table.rows.iter().map(|r| row(r, Role::Part)).collect();
    rows.extend(table.total.iter().map(|r| row(r, Role::Total)));
    rows.extend(table.beside.iter().map(|r| row(r, Role::Beside)));
    let is_text = |c: &crate::record::TypedColumn| c.is == crate::record::ColumnIs::Text;
    TableView {
        key: format!("tables.{}", table.key),
        title: table.title.clone(),
        stub: table.columns.first().map(|c| c.title.clone()).unwrap_or_default(),
        columns: table.columns.iter().skip(1).map(|c| ColumnView { title: c.title.clone(), right: !is_text(c) }).collect(),
        rows,
        note: table.note.clone().unwrap_or_default(),
    }
}
