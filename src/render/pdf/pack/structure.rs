//! The structure, the links and the bookmarks with no object and no number too many.
//! Never changes the order of what is read out, nor what anything is.

use super::value::Value;
use super::{Object, Objects};
use std::collections::BTreeMap;

/// Makes the structure small; where objects that are gone are found now.
pub(super) fn small(objects: &mut Objects<'_>) -> BTreeMap<usize, usize> {
    for object in objects.values_mut().filter(|object| object.data.is_none()) {
        let value = &mut object.value;
        if is_part(value) {
            value.remove("Type");
            // A heading says its title itself.
            if value.get("S").is_some_and(|role| matches!(role, Value::Word(word) if matches!(**word, [b'/', b'H', b'1'..=b'6']))) {
                value.remove("T");
            }
            ["K", "A"].into_iter().for_each(|key| value.get_mut(key).into_iter().for_each(single));
        } else if value.get("Subtype").is_some_and(|kind| kind.is("/Link")) {
            value.remove("Type");
            value.get_mut("Rect").into_iter().for_each(whole);
            // The place of one piece is the place of the link.
            if value.get("QuadPoints").and_then(Value::list).is_some_and(|points| points.len() == 8) {
                value.remove("QuadPoints");
            }
            value.get_mut("QuadPoints").into_iter().for_each(whole);
        } else if let Value::List(list) = value
            && list.get(1).is_some_and(|way| way.is("/XYZ"))
        {
            list.iter_mut().for_each(whole);
        }
    }
    places(objects);
    joined(objects)
}

/// A place that is jumped to stands where it is named.
fn places(objects: &mut Objects<'_>) {
    let found: BTreeMap<usize, Value<'_>> = objects
        .iter()
        .filter(|(_, object)| object.value.list().is_some_and(|list| list.get(1).is_some_and(|way| way.is("/XYZ"))))
        .map(|(number, object)| (*number, object.value.clone()))
        .collect();
    for object in objects.values_mut() {
        if let Some(place) = object.value.get("Dest").and_then(Value::reference).and_then(|number| found.get(&number)) {
            object.value.set("Dest", place.clone());
        }
    }
}

/// Parts of the structure in the order they are read in.
pub(super) fn reading(objects: &Objects<'_>, there: &dyn Fn(usize) -> usize) -> Vec<usize> {
    let root = objects.values().find_map(|object| object.value.get("Type").filter(|kind| kind.is("/StructTreeRoot")).and_then(|_| object.value.get("K")));
    let (mut out, mut open) = (Vec::new(), Vec::new());
    root.into_iter().for_each(|value| value.references(&mut |number| open.push(number)));
    while let Some(number) = open.pop() {
        let Some(object) = objects.get(&number).filter(|object| object.value.get("S").is_some()) else { continue };
        out.push(number);
        let mut inner = Vec::new();
        object.value.get("K").into_iter().for_each(|value| value.references(&mut |number| inner.push(there(number))));
        open.extend(inner.into_iter().rev());
    }
    out
}

/// Whether it is a part of the structure.
fn is_part(value: &Value<'_>) -> bool {
    value.get("Type").is_some_and(|kind| kind.is("/StructElem"))
}

/// A list of one as that one.
fn single(value: &mut Value<'_>) {
    if let Value::List(list) = value
        && list.len() == 1
        && let Some(one) = list.pop()
    {
        *value = one;
    }
}

/// Whole points are near enough for a place that is clicked or jumped to.
fn whole(value: &mut Value<'_>) {
    match value {
        Value::List(list) => list.iter_mut().for_each(whole),
        other => {
            if let Some(number) = other.as_number() {
                *other = Value::number(number.round());
            }
        }
    }
}

/// A paragraph that is all there is in an item or a cell is that item or cell.
fn joined(objects: &mut Objects<'_>) -> BTreeMap<usize, usize> {
    let role =
        |object: &Object<'_>, roles: &[&str]| object.value.get("S").is_some_and(|own| roles.iter().any(|role| own.is(role))) && object.value.get("P").is_some();
    let around: Vec<(usize, usize)> = objects
        .iter()
        .filter(|(_, object)| role(object, &["/LBody", "/TD", "/TH"]))
        .filter_map(|(number, object)| Some((*number, object.value.get("K")?.reference()?)))
        .filter(|(_, inner)| {
            objects.get(inner).is_some_and(|inner| role(inner, &["/P"]) && inner.value.map().is_some_and(|map| map.iter().all(|(key, _)| is_own(key))))
        })
        .collect();
    let mut moved = BTreeMap::new();
    for (outer, inner) in around {
        let (Some(paragraph), Some(item)) = (objects.remove(&inner), objects.get_mut(&outer)) else { continue };
        let mut own = paragraph.value;
        for key in ["K", "Pg", "Lang"] {
            if let Some(value) = own.remove(key) {
                item.value.set(key, value);
            }
        }
        moved.insert(inner, outer);
    }
    moved
}

/// What an item or a cell takes over from a paragraph.
fn is_own(key: &[u8]) -> bool {
    matches!(key, b"S" | b"P" | b"K" | b"Pg" | b"Lang")
}
