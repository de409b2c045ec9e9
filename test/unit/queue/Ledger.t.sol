// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ServiceLedger} from "contracts/libraries/ServiceLedger.sol";
import {Test} from "forge-std/Test.sol";

/// @notice The ledger by itself, with prices of a few wei so that every rounding shows.
contract ServiceLedgerTest is Test {
    using ServiceLedger for ServiceLedger.Service[];

    uint256 private constant STRETCHES = 24;

    ServiceLedger.Service[] private _services;
    /// @dev Ends of ranges and of holes in turn: live from an even index to the odd one after it.
    uint256[] private _ends;
    uint256 private _paid;

    function test_ASharePaidBetweenHolesIsDueItsPriceAndNoMore() public {
        // Of [0, 6) the ranges [1, 2) and [4, 5) waited and were paid 1 wei together.
        _services.record(6, 2, 1);
        assertEq(_services.assetsBetween(1, 2) + _services.assetsBetween(4, 5), 0);
        _services.record(8, 2, 7);
        assertEq(_services.assetsBetween(6, 8), 7, "a stretch without holes is paid out whole");
        assertEq(_services.assetsBetween(6, 7) + _services.assetsBetween(7, 8), 6, "3.5 each, rounded down");
        assertEq(_services.assetsBetween(7, 100), 3, "nothing is due beyond the last service");
        assertEq(_services.assetsBetween(100, 200), 0);
    }

    /// @dev 3 of the 4 shares that were paid 1 wei; a hole must not round their price up at the expense of the fourth.
    function test_AHoleDoesNotRaiseThePriceOfThoseBesideIt() public {
        _services.record(5, 4, 1);
        assertEq(_services.assetsBetween(0, 3), 0);
    }

    function test_NothingIsDueBeforeTheFirstService() public view {
        assertEq(_services.assetsBetween(0, type(uint128).max), 0);
    }

    function test_RevertWhen_TheLineOutgrows128Bits() public {
        vm.expectRevert();
        this.recordFar();
    }

    function recordFar() external {
        _services.record(uint256(type(uint128).max) + 1, 1, 1);
    }

    /// @dev Holes start and end anywhere in a stretch, ranges reach over services; whoever splits his claims is the attacker. No tolerance.
    function testFuzz_WhatIsDueToAllNeverExceedsWhatWasPaid(uint256 seed, uint256 maxLength, uint256 maxPrice) public {
        maxLength = bound(maxLength, 1, 1e24);
        maxPrice = bound(maxPrice, 1, 1e6);
        _serve(seed, maxLength, maxPrice);
        uint256 due;
        uint256 ranges = _ends.length / 2;
        for (uint256 i; i < ranges; ++i) {
            due += _services.assetsBetween(_ends[2 * i], _ends[2 * i + 1]);
        }
        assertLe(due, _paid, "more is due than was paid");
        assertLe(_paid - due, 2 * ranges + STRETCHES, "more than rounding stays behind");
    }

    /// @dev However he cuts his range, the parts are due no more than the whole, and lose under two wei a cut.
    function testFuzz_SplittingAClaimGainsNothing(uint256 seed, uint256 from, uint256 cut, uint256 to) public {
        _serve(seed, 1e6, 9);
        uint256 end = _services[_services.length - 1].position;
        from = bound(from, 0, end);
        to = bound(to, from, end);
        cut = bound(cut, from, to);
        uint256 whole = _services.assetsBetween(from, to);
        uint256 parts = _services.assetsBetween(from, cut) + _services.assetsBetween(cut, to);
        assertLe(parts, whole);
        assertGe(parts + 2, whole);
    }

    /// @dev Pays STRETCHES stretches, each of up to three ranges between holes; the last range of one continues in the next.
    function _serve(uint256 seed, uint256 maxLength, uint256 maxPrice) private {
        uint256 position;
        for (uint256 i; i < STRETCHES; ++i) {
            uint256 live;
            uint256 ranges = 1 + _roll(seed, i, "ranges") % 3;
            for (uint256 k; k < ranges; ++k) {
                uint256 length = bound(_roll(seed, i * 8 + k, "live"), 1, maxLength);
                uint256 hole = _roll(seed, i * 8 + k, "hole") % 3 == 0 ? 0 : _roll(seed, i * 8 + k, "gap") % maxLength;
                // Without a hole the range before goes on, over the service too.
                if (hole == 0 && _ends.length != 0) _ends.pop();
                else _ends.push(position + hole);
                position += hole + length;
                _ends.push(position);
                live += length;
            }
            uint256 assets = bound(_roll(seed, i, "assets"), 0, live * maxPrice);
            // Prices under a wei a share are where a rounded slope weighs most.
            if (_roll(seed, i, "cheap") % 2 == 0) assets = assets % (ranges + 2);
            _services.record(position, live, assets);
            _paid += assets;
        }
    }

    function _roll(uint256 seed, uint256 i, string memory what) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, i, what)));
    }
}
