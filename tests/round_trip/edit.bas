' Sorts, deletes, fills in and adds lines of a plan as people do, and saves it in three formats; the second sheet as text.
Sub Main(source As String, csv As String, xlsx As String, ods As String)
  Dim hide(0) As New com.sun.star.beans.PropertyValue
  hide(0).Name = "Hidden" : hide(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hide())
  page = doc.Sheets.getByName("行动")
  page.unprotect("")
  cursor = page.createCursor() : cursor.gotoEndOfUsedArea(False)
  last = cursor.RangeAddress.EndRow
  ' sort the lines by customer name
  block = page.getCellRangeByPosition(0, 3, 18, last)
  Dim fields(0) As New com.sun.star.table.TableSortField
  fields(0).Field = 2 : fields(0).IsAscending = False
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "SortFields" : how(0).Value = fields()
  how(1).Name = "ContainsHeader" : how(1).Value = False
  block.sort(how())
  ' delete ten of them
  page.Rows.removeByIndex(5, 10)
  ' statuses and remarks
  For n = 20 To 39
    page.getCellByPosition(12, n).String = "已完成"
    page.getCellByPosition(13, n).String = "=见过 " & n
  Next
  page.getCellByPosition(10, 50).String = "下周"
  page.getCellByPosition(10, 51).Value = DateSerial(2026, 11, 27)
  ' twenty lines of their own, in the middle
  page.Rows.insertByIndex(60, 20)
  For n = 60 To 79
    page.getCellByPosition(1, n).String = page.getCellByPosition(1, n + 40).String
    page.getCellByPosition(8, n).String = "登门拜访 " & n
    page.getCellByPosition(11, n).String = "contact since 2026-11-01"
  Next
  Dim text(1) As New com.sun.star.beans.PropertyValue
  text(0).Name = "FilterName" : text(0).Value = "Text - txt - csv (StarCalc)"
  text(1).Name = "FilterOptions" : text(1).Value = "44,34,76,1,,0,false,true,false,false,false,2"
  doc.storeToURL(csv, text())
  Dim out(0) As New com.sun.star.beans.PropertyValue
  out(0).Name = "FilterName" : out(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL(xlsx, out())
  out(0).Value = "calc8"
  doc.storeToURL(ods, out())
  doc.close(True)
End Sub
