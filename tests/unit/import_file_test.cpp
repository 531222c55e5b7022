#include "domain/imports/import_file.hpp"

#include <boost/test/unit_test.hpp>

using portal::import_file::name_of;
namespace fs = std::filesystem;

BOOST_AUTO_TEST_SUITE(files_of_imports)

BOOST_AUTO_TEST_CASE(a_folder_is_called_by_its_own_name_however_it_is_pointed_at) {
  const std::string here = fs::current_path().filename().string();
  for (const char* dots : {".", "./", "./.", "x/.."}) BOOST_TEST(name_of(dots, true) == here, dots);
  for (const char* folder : {"x", "x/", "./x", "y/x/", "x/.", "y/../x"})
    BOOST_TEST(name_of(folder, true) == "x", folder);
  BOOST_TEST(name_of("..", true) == fs::current_path().parent_path().filename().string());
}

BOOST_AUTO_TEST_CASE(a_file_is_called_by_its_name_without_its_folder) {
  for (const char* file : {"members.csv", "./members.csv", "/x/members.csv"})
    BOOST_TEST(name_of(file, false) == "members.csv", file);
}

BOOST_AUTO_TEST_SUITE_END()
