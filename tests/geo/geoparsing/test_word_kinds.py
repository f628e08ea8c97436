"""The lists of everyday words, surnames and given names."""

from geo.geoparsing.name_words import read_words
from geo.geoparsing.word_kinds import FILE, NONE, Kind, kind_of, kinds


def test_verbs_that_open_sentences_are_everyday_words_and_no_names() -> None:
    for word in ("set", "come", "kill", "went"):
        assert kind_of(word) == Kind(2, 0, 0), word


def test_the_commonest_names_of_the_census_are_of_the_first_class() -> None:
    assert kind_of("smith").surname == kind_of("lee").surname == 1
    assert kind_of("mary").given == kind_of("james").given == 1
    assert kind_of("lee").small == 0


def test_a_word_of_no_list_is_of_no_kind() -> None:
    assert kind_of("pyongyang") is NONE


def test_every_word_of_the_file_has_a_kind_and_one_class_of_each_sort() -> None:
    lists = read_words(FILE)
    assert set(lists) == {"small", "mixed", "surnames_1", "surnames_2", "surnames_3", "given_1", "given_2"}
    assert kinds().keys() == {word for words in lists.values() for word in words}
    for sort in (("small", "mixed"), ("surnames_1", "surnames_2", "surnames_3"), ("given_1", "given_2")):
        words = [word for name in sort for word in lists[name]]
        assert len(words) == len(set(words))
