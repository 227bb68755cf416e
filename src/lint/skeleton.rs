//! What is missing at a finding, as keys and tables to be written in: from the rule's own skeleton, else from the key the finding names.
//! Never writes anything itself.

use super::context::{Context, Outcome, State};
use super::rule::{Check, Rule};
use crate::diagnostic::{Skeleton, SkeletonPart};
use crate::lang::{Lang, fill};
use crate::notice::fault::Arg;
use crate::notice::tree::{File, NodeId, Tree, Value};
use crate::notice::{FORMAT, Text, term};

/// The skeleton for an outcome; `None` where nothing can be written in.
pub(super) fn skeleton(rule: &Rule, outcome: &Outcome, context: &Context<'_, '_>) -> Option<Skeleton> {
    // What stands in the workspace file, or in prose, is not for a tool to write anew.
    if outcome.state != State::Missing || outcome.place.file != File::Notice {
        return None;
    }
    let parts = match (&rule.skeleton, &rule.check) {
        (Some(text), _) if text.is_empty() => return None,
        (Some(text), _) => entries(rule, outcome, context)
            .into_iter()
            .map(|entry| {
                Some(SkeletonPart::Text(if text.contains("{id}") {
                    fill(text, |hole| if hole == "id" { entry.and_then(|at| id(context, at)) } else { None })
                } else {
                    text.clone()
                }))
            })
            .collect::<Option<Vec<_>>>()?,
        (None, Check::Shape(shape)) if shape.fault == "key-missing" => {
            let (_, Arg::Text(key)) = outcome.args.iter().find(|(name, _)| *name == "key")? else { return None };
            // Of a table that is not there at all, the key is named with it.
            match key.rsplit_once('.') {
                Some((table, key)) => vec![SkeletonPart::Key { at: table.to_string(), key: key.to_string() }],
                None => vec![SkeletonPart::Key { at: context.tree().path(outcome.place.node), key: key.clone() }],
            }
        }
        (None, Check::Required(_) | Check::Fact(_) | Check::Part(_)) => missing(rule, outcome, context)?,
        _ => return None,
    };
    // A hole that nothing fills would be written as it stands.
    let whole = !parts.is_empty() && parts.iter().all(|part| !matches!(part, SkeletonPart::Text(text) if text.contains("{id}")));
    let lang = context.notice.first_language().spoken();
    let placeholder = fill(term("type:fill")?.get(lang), |_| Some(rule.code.clone()));
    whole.then(|| Skeleton { parts, placeholder, languages: context.reading.languages.clone() }).filter(|s| !s.languages.is_empty() || lang == Lang::FI)
}

/// The key that the finding names, where it is not there and the format knows it; with `collapse`, in every entry of the list.
fn missing(rule: &Rule, outcome: &Outcome, context: &Context<'_, '_>) -> Option<Vec<SkeletonPart>> {
    let tree = context.tree();
    let key = outcome.place.key.as_str();
    if rule.each.as_deref() == Some(key) {
        let wanted = match &rule.check {
            Check::Required(check) => check.keys.first()?.trim_start_matches('.'),
            Check::Fact(check) => check.key.as_deref().filter(|key| !key.is_empty())?,
            _ => return None,
        };
        FORMAT.key(&format!("{key}.{wanted}"))?;
        let entries = tree.entries(Tree::ROOT, key).iter().filter(|at| tree.find(**at, wanted).is_none() && matches!(tree.node(**at).value, Value::Table(_)));
        return Some(entries.map(|at| SkeletonPart::Key { at: tree.path(*at), key: wanted.to_string() }).collect());
    }
    if find(tree, key).is_some() {
        return None;
    }
    let (at, leaf) = key.rsplit_once('.').unwrap_or(("", key));
    let plain: String = key.split(['[', ']']).step_by(2).collect();
    (FORMAT.key(&plain).is_some() || FORMAT.table(&plain).is_some()).then(|| vec![SkeletonPart::Key { at: at.to_string(), key: leaf.to_string() }])
}

/// The entries a rule's own skeleton is written for: the one at hand, those of the whole list with `collapse`, or none of a list.
fn entries(rule: &Rule, outcome: &Outcome, context: &Context<'_, '_>) -> Vec<Option<NodeId>> {
    let tree = context.tree();
    match rule.each.as_deref() {
        None => vec![None],
        Some(list) if list == outcome.place.key => tree.entries(Tree::ROOT, list).iter().map(|at| Some(*at)).collect(),
        Some(_) => {
            let end = outcome.place.key.find(']').map_or(0, |at| at + 1);
            vec![find(tree, &outcome.place.key[..end])]
        }
    }
}

/// The id of an entry, written or derived from its name.
fn id(context: &Context<'_, '_>, at: NodeId) -> Option<String> {
    let tree = context.tree();
    let own = tree.str_at(at, "id").map(str::to_string);
    own.or_else(|| {
        let name = tree.get(at, "name")?;
        Some(crate::notice::model::slug(context.notice.said(Text { at: name }, context.notice.first_language())?.text))
    })
    .filter(|id| !id.is_empty())
}

/// The node at a path with indexes, such as `purposes[0].basis`.
fn find(tree: &Tree, path: &str) -> Option<NodeId> {
    let mut at = Tree::ROOT;
    for step in path.split('.') {
        let (key, indexes) = step.split_once('[').map_or((step, ""), |(key, rest)| (key, rest));
        at = tree.get(at, key)?;
        for index in indexes.split(['[', ']']).filter(|index| !index.is_empty()) {
            at = *tree.children(at).get(index.parse::<usize>().ok()?)?;
        }
    }
    Some(at)
}
