"""Headings as systems write them are known as that system's, and as the right kind of rows."""

import csv
import os
import re
from pathlib import Path

import pytest

from crmcli.app.importing.presets import GENERIC, preset, preset_names
from crmcli.imports.mapping.kinds import KINDS, WORDS
from crmcli.imports.mapping.propose import propose

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("CRM_REAL_DATA") or ROOT.parent / "shared")
HEADERS = SHARED / "data" / "exchange" / "headers.md"
REAL = {
    "pipedrive_deals_export": ("pipedrive", "deal"),
    "hubspot_deals_export": ("hubspot", "deal"),
    "hubspot_companies_export": ("hubspot", "account"),
    "hubspot_contacts_export": ("hubspot", "person"),
    "salesforce_dataloader_account": ("salesforce", "account"),
    "salesforce_dataloader_opportunity": ("salesforce", "deal"),
    "salesforce_report_export": ("salesforce", "deal"),
    "google_contacts_csv_old": ("google", "person"),
    "google_contacts_csv_new_2024": ("google", "person"),
    "outlook_csv_en": ("outlook", "person"),
    "outlook_csv_ko": ("outlook", "person"),
    "remember_xlsx": ("remember", "person"),
    "remember_csv": ("remember", "person"),
    "linkedin_connections": ("linkedin", "person"),
    "zoho_crm_potentials": ("zoho", "deal"),
}
# the headings of every table that a preset reads, as its system writes them
WRITTEN = {
    "hubspot deal": "Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Deal owner",
    "hubspot account": "Record ID,Company name,Company owner,Industry",
    "hubspot person": "Record ID,First Name,Last Name,Email,Contact owner,Associated Company IDs",
    "pipedrive account": "Organization - ID,Organization - Name,Organization - Address,Organization - Owner",
    "pipedrive person": "Person - ID,Person - Name,Person - Email,Person - Phone,Person - Organization",
    "pipedrive log": "Activity - ID,Activity - Subject,Activity - Type,Activity - Due date,Activity - Deal",
    "zoho account": "ACCOUNTID,Account Name,Account Owner,Industry,Annual Revenue,Billing City",
    "zoho person": "CONTACTID,Account Id,First Name,Last Name,Email,Contact Owner",
    "zoho log": "TASKID,ACCOUNTID,CONTACTID,POTENTIALID,Call Start Time,Call Type,Subject",
    "twenty account": "Id,Name,Domain Name / Link URL,Annual Revenue / Currency,Employees",
    "twenty person": "Id,Name / First Name,Name / Last Name,Emails / Primary Email,Company Id",
    "twenty deal": "Id,Name,Amount / Amount,Amount / Currency,Stage,Close date,Company Id",
    "odoo deal": "External ID,Opportunity,Customer/External ID,Expected Revenue,Stage,Probability",
    "odoo account": "External ID,Name,Is a Company,Tax ID,Street,City",
    "espocrm deal": "id,name,amount,amountCurrency,account,stage,leadSource,closeDate,assignedUser,createdAt",
    "espocrm account": "id,name,website,emailAddress,type,industry,billingAddressCity,assignedUserName",
    "espocrm person": "id,firstName,lastName,accountId,accountName,emailAddress,phoneNumber,createdAt",
    "espocrm log": "id,name,status,dateStart,dateEnd,parentId,assignedUserName,description",
    "salesforce person": "Id,AccountId,LastName,FirstName,Email,MobilePhone",
    "salesforce task": "Id,WhoId,WhatId,AccountId,Subject,ActivityDate,Status,OwnerId",
    "salesforce stage": "Id,OpportunityId,StageName,Amount,CloseDate,CreatedDate",
    "monica person": "id,first_name,last_name,company,job,description,is_partial",
    "monica log": "id,contact_id,called_at,content,contact_called",
    "monica note": "id,contact_id,body,created_at",
}


def known(headings, name="table.csv"):
    """The system and the kind that fit best, as an import without --from finds them."""
    found = {
        each: proposal
        for each in [GENERIC, *preset_names()]
        if (proposal := propose(name, headings, preset(each).shapes))
    }
    best = max(found, key=lambda each: found[each].score, default=GENERIC)
    return ("", "") if best == GENERIC else (best, found[best].map.as_)


@pytest.mark.skipif(not HEADERS.is_file(), reason="the real headings are elsewhere")
@pytest.mark.parametrize("name", REAL)
def test_headings_of_real_exports_are_known(name):
    lists = dict(re.findall(r"^## (\w+) \(.*?\n\n`(.+)`$", HEADERS.read_text("utf-8"), re.M))
    assert set(REAL) == set(lists)
    assert REAL[name] == known(next(csv.reader([lists[name]])))


@pytest.mark.parametrize("name", WRITTEN)
def test_headings_of_every_table_are_known(name):
    assert tuple(name.split()) == known(WRITTEN[name].split(","))


@pytest.mark.parametrize(
    "headings",
    [
        "Company,Name,Email,Phone",
        "거래처명,안건명,단계,금액,담당자",
        "Account,Stage,Amount,Close Date",
        "name,industry,employees",
        "Customer,Deal,Value,Owner,Status",
    ],
)
def test_a_table_that_somebody_made_belongs_to_no_system(headings):
    assert ("", "") == known(headings.split(","))


@pytest.mark.parametrize("name", [*preset_names(), GENERIC])
def test_a_preset_names_fields_and_words_that_there_are(name):
    found = preset(name)
    assert found.title and found.shapes
    assert set(found.values) <= set(WORDS)
    assert all(0 <= percent <= 100 for percent in found.odds.values())
    for shape in found.shapes:
        assert set(shape.map.fields) | set(shape.map.refs) <= set(KINDS[shape.map.as_])
        assert shape.needs
        # every column that a table needs is one that is read, or tells the system
        assert all(some for some in shape.needs)
