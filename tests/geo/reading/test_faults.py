from geo.reading.faults import Fault, Faults, did_you_mean


def test_a_fault_reads_file_line_message() -> None:
    assert str(Fault("a/story.yaml", 41, "no such place")) == "a/story.yaml:41: no such place"


def test_faults_are_sorted_by_file_and_line_as_a_number_and_told_once() -> None:
    faults = Faults([Fault("b", 1, "x"), Fault("a", 10, "x"), Fault("a", 9, "x"), Fault("a", 9, "x")])
    assert str(faults) == "a:9: x\na:10: x\nb:1: x"
    assert isinstance(faults, ValueError)


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    assert did_you_mean("zzz", ["ongjin"]) == ""
