//! Lists of households as files on a disk: encodings, other forms, too many members, a run that is broken off.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, RecordBatch, StringArray,
};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::texts;

/// A folder of the test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The command over a list in a folder, into `results.csv` and `rejects.csv` there.
fn batch(folder: &Path, list: &str, results: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huisuan"));
    command
        .args(["batch", "--rules", "tests/rules", "--district", "330000", "--on", "2025-07-01"])
        .arg(folder.join(list))
        .arg("--out")
        .arg(folder.join(results))
        .arg("--rejects")
        .arg(folder.join("rejects.csv"));
    command
}

#[track_caller]
fn run(folder: &Path, list: &str, code: i32) -> (String, String) {
    let output = batch(folder, list, "results.csv").output().unwrap();
    let told = texts(&output).1;
    assert_eq!(output.status.code(), Some(code), "{told}");
    (fs::read_to_string(folder.join("results.csv")).unwrap_or_default(), told)
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let folder = folder("mark");
    fs::write(folder.join("l.csv"), "\u{feff}id,m1.birth_date,m1.wage,houses\na,1990-01-01,0,1\n")
        .unwrap();
    let (results, told) = run(&folder, "l.csv", 0);
    assert!(results.contains("\na,330000,"), "{results}");
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn lines_are_counted_right_where_a_spreadsheet_ended_them() {
    let folder = folder("ends");
    let list = "id,m1.birth_date,m1.wage,houses\r\na,1990-01-01,0,1\r\n\r\nb,1990-02-30,0,\"1\"\r\nc,1\r\n";
    fs::write(folder.join("l.csv"), list).unwrap();
    let (results, _) = run(&folder, "l.csv", 1);
    assert!(results.contains("\na,330000,"), "{results}");
    let rejects = fs::read_to_string(folder.join("rejects.csv")).unwrap();
    assert!(
        rejects.contains("\n4,b,value/date") && rejects.contains("\n5,,csv/cells"),
        "{rejects}"
    );
}

#[test]
fn gbk_is_read_where_it_is_unmistakable_and_said() {
    let folder = folder("gbk");
    // 张三 in GBK.
    fs::write(
        folder.join("l.csv"),
        b"id,m1.birth_date,m1.wage,houses\n\xd5\xc5\xc8\xfd,1990-01-01,0,1\n",
    )
    .unwrap();
    let (results, told) = run(&folder, "l.csv", 0);
    assert!(results.contains("\n张三,330000,"), "{results}");
    assert!(told.contains("gb18030") && told.contains("iconv"), "{told}");
}

#[test]
fn bytes_of_no_known_encoding_are_refused_with_what_to_do() {
    let folder = folder("bytes");
    fs::write(folder.join("l.csv"), b"id,m1.wage\nM\xfcller,0\n").unwrap();
    let (_, told) = run(&folder, "l.csv", 2);
    assert!(told.contains("not UTF-8") && told.contains("iconv -f GB18030 -t UTF-8"), "{told}");
}

#[test]
fn fifty_one_members_are_too_many_and_fifty_are_not() {
    let folder = folder("members");
    let members = |number: usize| {
        let each: Vec<String> = (1..=number)
            .map(|it| format!("{{\"id\":\"m{it}\",\"birth_date\":\"1990-01-01\",\"wage\":\"0\"}}"))
            .collect();
        format!("{{\"id\":\"of{number}\",\"members\":[{}]}}\n", each.join(","))
    };
    fs::write(folder.join("l.jsonl"), members(50) + &members(51)).unwrap();
    let (results, _) = run(&folder, "l.jsonl", 1);
    assert!(results.contains("\nof50,"), "{results}");
    let rejects = fs::read_to_string(folder.join("rejects.csv")).unwrap();
    assert!(rejects.contains("2,of51,limit/count,members"), "{rejects}");
}

#[test]
fn parquet_goes_in_with_exact_types_and_comes_out() {
    let folder = folder("parquet");
    let schema = Arc::new(Schema::new(vec![
        Field::new("id", DataType::Utf8, true),
        Field::new("m1.birth_date", DataType::Date32, true),
        Field::new("m1.wage", DataType::Decimal128(10, 2), true),
        Field::new("houses", DataType::Utf8, true),
    ]));
    let columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from(vec!["a", "b"])),
        // Days since 1970: 1990-01-01.
        Arc::new(Date32Array::from(vec![Some(7305), Some(7305)])),
        Arc::new(
            Decimal128Array::from(vec![Some(30_050), None])
                .with_precision_and_scale(10, 2)
                .unwrap(),
        ),
        Arc::new(StringArray::from(vec!["1", "1"])),
    ];
    write_parquet(&folder.join("l.parquet"), &RecordBatch::try_new(schema, columns).unwrap());
    let output = batch(&folder, "l.parquet", "results.parquet").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", texts(&output).1);
    let file = File::open(folder.join("results.parquet")).unwrap();
    let mut reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    let results = reader.next().unwrap().unwrap();
    let cell = |column: &str, row: usize| {
        let column = results.column_by_name(column).unwrap();
        column.as_any().downcast_ref::<StringArray>().unwrap().value(row).to_owned()
    };
    assert_eq!(cell("allowance.low", 0), "499.50");
    assert_eq!(cell("allowance", 1), "undetermined");
}

#[test]
fn a_column_of_floats_is_refused() {
    let folder = folder("floats");
    let schema = Arc::new(Schema::new(vec![
        Field::new("m1.wage", DataType::Float64, true),
        Field::new("houses", DataType::Boolean, true),
    ]));
    let columns: Vec<ArrayRef> =
        vec![Arc::new(Float64Array::from(vec![0.1])), Arc::new(BooleanArray::from(vec![true]))];
    write_parquet(&folder.join("l.parquet"), &RecordBatch::try_new(schema, columns).unwrap());
    let (_, told) = run(&folder, "l.parquet", 2);
    assert!(told.contains("`m1.wage` holds floating-point numbers"), "{told}");
}

fn write_parquet(path: &Path, batch: &RecordBatch) {
    let mut writer =
        ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
}

/// A list long enough that it takes many chunks.
fn long_list() -> String {
    let rows = (0..6_000).map(|it| match it % 10 {
        9 => format!("h{it},1990-02-30,0,1\n"),
        _ => format!("h{it},1990-01-1{},{it},1\n", it % 9),
    });
    "id,m1.birth_date,m1.wage,houses\n".to_owned() + &rows.collect::<String>()
}

#[test]
fn rows_are_results_or_rejects_and_keep_their_order_on_any_number_of_cores() {
    let folder = folder("order");
    fs::write(folder.join("l.csv"), long_list()).unwrap();
    let mut seen = Vec::new();
    for cores in ["1", "2", "7"] {
        let output =
            batch(&folder, "l.csv", "results.csv").args(["--cores", cores]).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(texts(&output).1.contains("6000 rows: 5400 assessed, 600 rejected"));
        let lines = |name| fs::read_to_string(folder.join(name)).unwrap().lines().count();
        assert_eq!([lines("results.csv"), lines("rejects.csv")], [5_401, 601]);
        let both = ["results.csv", "rejects.csv"].map(|it| fs::read(folder.join(it)).unwrap());
        seen.push(both);
    }
    assert!(
        seen.windows(2).all(|it| it[0] == it[1]),
        "the output differs with the number of cores"
    );
}

#[test]
fn a_row_without_an_id_is_named_by_its_number_in_the_whole_list() {
    let folder = folder("numbers");
    let row = |it| if it == 2 { "1990-01-0x,0,1\n" } else { "1990-01-01,0,1\n" };
    let rows: String = (0..1_300).map(row).collect();
    fs::write(folder.join("l.csv"), format!("m1.birth_date,m1.wage,houses\n{rows}")).unwrap();
    let (results, _) = run(&folder, "l.csv", 1);
    let ids: Vec<&str> = results.lines().skip(1).filter_map(|it| it.split(',').next()).collect();
    let expected: Vec<String> =
        (1..=1_300).filter(|it| *it != 3).map(|it| it.to_string()).collect();
    assert_eq!(ids, expected);
}

#[test]
fn a_run_that_is_broken_off_leaves_no_result_and_a_rerun_gives_the_whole() {
    let folder = folder("broken-off");
    fs::write(folder.join("l.csv"), long_list()).unwrap();
    let mut child = batch(&folder, "l.csv", "results.csv").stderr(Stdio::null()).spawn().unwrap();
    // Broken off as soon as something has been written, or else when it has just ended.
    while !folder.join("results.csv.part").exists() && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    let _ = child.kill();
    let ended_before = child.wait().unwrap().code() == Some(1);
    assert!(ended_before || !folder.join("results.csv").exists(), "half a result has its name");
    let (again, _) = run(&folder, "l.csv", 1);
    assert!(!folder.join("results.csv.part").exists());
    assert_eq!(again.lines().count(), 5_401);
    let (third, _) = run(&folder, "l.csv", 1);
    assert_eq!(again, third);
}
