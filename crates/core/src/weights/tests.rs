//! What files of weights promise: numbers to the bit, and a sentence for what is none.

use super::*;

fn arrays() -> Vec<NamedArray> {
    let array = |name: &str, shape: &[usize], values: &[f32]| NamedArray {
        name: name.to_owned(),
        shape: shape.to_vec(),
        values: values.to_vec(),
    };
    vec![
        array("out.bias", &[1], &[f32::MIN_POSITIVE / 2.0]),
        array("rnn.weight_hh_l0", &[2, 2], &[0.1, -0.0, f32::MAX, 1e-30]),
        array("rnn.weight_ih_l0", &[2, 1], &[1.0, -2.5]),
    ]
}

#[test]
fn weights_come_back_to_the_bit() {
    let bytes = to_bytes(&arrays()).unwrap();
    let read = from_bytes(&bytes, "w").unwrap();
    assert_eq!(read, arrays());
    assert!(read[1].values[1].is_sign_negative());
    assert_eq!(bytes, to_bytes(&arrays()).unwrap(), "always the same bytes");
}

/// A file written by hand, after the format's description: header length, header, numbers.
fn by_hand(dtype: &str, numbers: &[u8]) -> Vec<u8> {
    let end = numbers.len();
    let header = format!(r#"{{"w":{{"dtype":"{dtype}","shape":[2],"data_offsets":[0,{end}]}}}}"#);
    [&(header.len() as u64).to_le_bytes(), header.as_bytes(), numbers].concat()
}

#[test]
fn other_number_formats_are_converted() {
    // 1.5 and −2 in each format, from its definition.
    let half = [0x00, 0x3E, 0x00, 0xC0];
    let brain = [0xC0, 0x3F, 0x00, 0xC0];
    let double = [1.5_f64.to_le_bytes(), (-2.0_f64).to_le_bytes()].concat();
    for (dtype, numbers) in [("F16", &half[..]), ("BF16", &brain), ("F64", &double)] {
        let read = from_bytes(&by_hand(dtype, numbers), "w").unwrap();
        assert_eq!(read[0].values, [1.5, -2.0], "{dtype}");
    }
}

#[test]
fn weights_that_are_none_say_why() {
    let whole = to_bytes(&arrays()).unwrap();
    let nan = [1.0_f32.to_le_bytes(), f32::NAN.to_le_bytes()].concat();
    for (bytes, expected) in [
        (
            vec![],
            "is not a whole safetensors file: it is shorter than the 8 bytes every one begins with",
        ),
        (whole[..whole.len() - 1].to_vec(), "it may have been cut off"),
        (whole[..40].to_vec(), "it ends within its header, or is of another kind"),
        (vec![b'P'; 100], "it doesn't begin with a safetensors header"),
        (
            by_hand("I64", &[0; 16]),
            "w in file is of type I64; weights must be f32, f64, f16 or bf16",
        ),
        (by_hand("F32", &nan), "w in file holds NaN at index 1; weights must be finite"),
    ] {
        let error = from_bytes(&bytes, "file").unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn a_file_larger_than_any_network_is_not_read_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.safetensors");
    let file = std::fs::File::create(&path).unwrap();
    // A hole: it takes no room on the disk.
    file.set_len(MOST_BYTES + 1).unwrap();
    let error = read(&path).unwrap_err().to_string();
    assert_eq!(error, "it has more than 512 MB, as no weights here have");
    assert_eq!(read(Path::new("/nowhere/w")).unwrap_err().kind(), io::ErrorKind::NotFound);
}

#[test]
fn arrays_are_held_to_what_is_needed() {
    let mut found = Found::new(arrays());
    assert_eq!(found.take("out.bias", &[1]).unwrap(), [f32::MIN_POSITIVE / 2.0]);
    assert_eq!(found.take("out.bias", &[1]), Err(Misfit::Missing("out.bias".to_owned())));
    let shape = found.take("rnn.weight_hh_l0", &[4]).unwrap_err();
    let (found_shape, needed) = (vec![2, 2], vec![4]);
    let name = "rnn.weight_hh_l0".to_owned();
    assert_eq!(shape, Misfit::Shape { name, found: found_shape, needed });
    let left = found.nothing_is_left().unwrap_err();
    assert_eq!(left, Misfit::Superfluous("rnn.weight_ih_l0".to_owned()));
    found.take("rnn.weight_ih_l0", &[2, 1]).unwrap();
    assert_eq!(found.nothing_is_left(), Ok(()));
}

#[test]
fn arrays_that_contradict_themselves_are_not_written() {
    let mut wrong = arrays();
    wrong[2].shape = vec![3, 1];
    let error = to_bytes(&wrong).unwrap_err();
    assert!(
        matches!(&error, WeightsError::Array { name, .. } if name == "rnn.weight_ih_l0"),
        "{error}"
    );
    let twice = [arrays(), arrays()].concat();
    assert!(to_bytes(&twice).is_err());
}
