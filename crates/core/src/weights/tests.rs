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
        let error = begun(&bytes).and_then(WeightsFile::arrays).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

fn begun(bytes: &[u8]) -> Result<WeightsFile<&[u8]>, WeightsError> {
    WeightsFile::begin(bytes, bytes.len() as u64, "file")
}

#[test]
fn what_a_header_promises_is_known_before_the_numbers_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.safetensors");
    // 2⁴⁰ numbers in a hole, which takes no room on the disk.
    let header =
        r#"{"w":{"dtype":"F32","shape":[1099511627776],"data_offsets":[0,4398046511104]}}"#;
    let begin = [&(header.len() as u64).to_le_bytes(), header.as_bytes()].concat();
    std::fs::write(&path, &begin).unwrap();
    let file = std::fs::File::options().write(true).open(&path).unwrap();
    file.set_len(begin.len() as u64 + (1 << 42)).unwrap();
    let opened = WeightsFile::open(&path, "file").unwrap();
    let needed = [("w".to_owned(), vec![3])];
    assert!(matches!(opened.fit(&needed), Err(Misfit::Shape { name, .. }) if name == "w"));
    file.set_len(5 << 30).unwrap();
    let cut = WeightsFile::open(&path, "file").unwrap_err().to_string();
    assert!(cut.contains("its length differs from what its header says"), "{cut}");
    let gone = WeightsFile::open(&folder.path().join("none"), "file").unwrap_err().to_string();
    assert_eq!(gone, "can't read file: there is no such file or folder");
    // A header that claims more than any has is not looked for.
    let error = begun(&(1_u64 << 40).to_le_bytes()).unwrap_err().to_string();
    assert!(error.contains("it doesn't begin with a safetensors header"), "{error}");
}

#[test]
fn a_file_is_held_to_what_is_needed_by_its_header() {
    let bytes = to_bytes(&arrays()).unwrap();
    let fit = |needed: &[(&str, &[usize])]| {
        let needed: Vec<_> =
            needed.iter().map(|(name, shape)| ((*name).to_owned(), shape.to_vec())).collect();
        begun(&bytes).unwrap().fit(&needed)
    };
    let (bias, hidden, input): ((&str, &[usize]), _, _) = (
        ("out.bias", &[1]),
        ("rnn.weight_hh_l0", [2_usize, 2].as_slice()),
        ("rnn.weight_ih_l0", [2_usize, 1].as_slice()),
    );
    assert_eq!(fit(&[bias, hidden, input]), Ok(()));
    assert_eq!(fit(&[bias, hidden]), Err(Misfit::Superfluous("rnn.weight_ih_l0".to_owned())));
    assert_eq!(fit(&[bias, hidden, ("x", &[1])]), Err(Misfit::Missing("x".to_owned())));
    assert!(matches!(fit(&[("out.bias", &[2])]), Err(Misfit::Shape { .. })));
    assert_eq!(begun(&bytes).unwrap().arrays().unwrap(), arrays());
}

#[test]
fn a_header_of_any_length_is_one() {
    // Of some lengths the first two bytes are those of a pickle: 0x80 and then 2 to 5.
    let mut lengths = Vec::new();
    for more in 0..1500 {
        let about = BTreeMap::from([("about".to_owned(), "x".repeat(more))]);
        let bytes = to_bytes_about(&arrays(), about).unwrap();
        assert_eq!(from_bytes(&bytes, "w").unwrap(), arrays());
        let file = WeightsFile::begin(&bytes[..], bytes.len() as u64, "w").unwrap();
        assert_eq!(file.arrays().unwrap(), arrays());
        lengths.push([bytes[0], bytes[1]]);
    }
    assert!((2..=5).all(|second| lengths.contains(&[0x80, second])), "{lengths:?}");
}

#[test]
fn a_file_of_torch_save_is_told_from_a_broken_one() {
    for magic in [&b"PK\x03\x04\x00\x00\x08\x08\x00\x00"[..], b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j"] {
        let error = begun(magic).unwrap_err().to_string();
        assert!(error.contains("it looks like one of torch.save"), "{error}");
        assert!(error.contains("safetensors.torch.save_file"), "{error}");
    }
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
