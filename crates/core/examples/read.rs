//! Measures.
use std::time::Instant;
fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap();
    let f: Vec<&str> = text.rsplit(')').next().unwrap().split_whitespace().collect();
    (f[11].parse::<f64>().unwrap() + f[12].parse::<f64>().unwrap()) / 100.0
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let n: usize = args[1].parse().unwrap();
    for path in &args[2..] {
        let mut all = Vec::new();
        let c = cpu();
        for _ in 0..n {
            let b = Instant::now();
            let t = rnnscope_core::table::Table::read(path.as_ref(), &Default::default()).unwrap();
            all.push(b.elapsed().as_secs_f64() * 1e3);
            std::hint::black_box(t);
        }
        let used = (cpu() - c) / n as f64 * 1e3;
        all.sort_by(f64::total_cmp);
        let s = std::fs::read_to_string("/proc/self/status").unwrap();
        let m = s.lines().find(|l| l.starts_with("VmHWM")).unwrap();
        println!("{path} min {:.2} median {:.2} cpu {used:.0} {m}", all[0], all[n / 2]);
    }
}
