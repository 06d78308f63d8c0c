print("tracelens")
