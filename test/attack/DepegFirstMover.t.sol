// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {LeveredAttack} from "test/attack/LeveredAttack.sol";

/// @notice A depeg with the issuer's rate unchanged: whoever runs first gains nothing by it over whoever runs second, nor over who stays.
contract DepegFirstMoverTest is LeveredAttack {
    function setUp() public override {
        super.setUp();
        _enter(depositor, ALICES);
    }

    function _depeg(uint256 bps) private {
        uint256 parWad = _par();
        _setRates(parWad, parWad * (BPS - bps) / BPS, true);
        _movePoolTo(BPS - bps);
    }

    /// @dev A redeems, then B: B's price is no lower than A's was.
    /// forge-config: default.fuzz.runs = 48
    function testFuzz_WhoRedeemsSecondIsPaidNoLess(uint256 bps, uint256 part) public {
        _depeg(bound(bps, 1, 2_000));
        uint256 shares = bound(part, 1e12, vault.maxRedeem(alice));
        uint256 first = vault.previewRedeem(shares);
        uint256 second = vault.previewRedeem(vault.balanceOf(depositor));
        uint256 atMarket = _ownedAtMarket(depositor);
        vm.prank(alice);
        assertEq(vault.redeem(shares, alice, alice), first);
        assertGe(_ownedAtMarket(depositor) + ROUNDING, atMarket, "A took at par what the market does not give B");
        assertGe(vault.previewRedeem(vault.balanceOf(depositor)) + ROUNDING, second, "B is worse off for A's haste");
        assertGe(vault.previewRedeem(shares) + ROUNDING, first, "the same shares are paid less a moment later");
    }

    /// @dev What B could be paid were all sold at the market's price.
    function _ownedAtMarket(address user) private view returns (uint256) {
        return vault.balanceOf(user) * (vault.valuation().navMarket + VIRTUAL) / (vault.totalSupply() + VIRTUAL);
    }

    /// @dev A exits, the pool is home again (or not), B exits: what A's sale costs is A's.
    function test_WhoExitsFirstTakesNothingFromWhoStays() public {
        uint256[4] memory depths = [uint256(200), 500, 1_000, 1_500];
        for (uint256 i; i < depths.length; ++i) {
            uint256 before = vm.snapshotState();
            _depeg(depths[i]);
            (uint256 atPar, uint256 atBid) = (_owned(depositor), _bid(depositor));
            uint160 pool = _sqrtPrice();
            uint256 first = _leave(alice, true);
            assertGe(_owned(depositor) + ROUNDING, atPar, "B lost at par");
            assertGe(_bid(depositor) + ROUNDING, atBid, "B lost at the bid");
            _trade(pool);
            uint256 shares = vault.balanceOf(depositor);
            uint256 second = _leave(depositor, true);
            assertGe(second * ALICES / shares + ROUNDING, first, "B was paid less a share than A");
            vm.clearMockedCalls();
            vm.revertToState(before);
        }
    }

    /// @dev Who sits it out has at least what he had, when the peg returns.
    function test_WhoStaysKeepsTheDiscountOfWhoLeft() public {
        uint256 atPar = _bid(depositor);
        _depeg(500);
        uint256 paid = _leave(alice, true);
        assertLt(paid, atPar * 95 / 100, "A gave up the discount on the whole loop");
        vm.clearMockedCalls();
        _movePoolTo(10_000);
        assertGe(_owned(depositor), atPar);
        _passTime(60 days);
        vault.sync();
        assertGe(_owned(depositor) * 102 / 100, atPar);
    }

    /// @dev The reverse: the pool is over par. Nobody is paid over par for it, first or second.
    function test_APremiumIsNobodysToTake() public {
        uint256 parWad = _par();
        _setRates(parWad, parWad, true);
        _movePoolTo(10_200);
        (uint256 before, uint256 alices) = (_bid(depositor), _bid(alice));
        _leave(alice, true);
        assertLe(LST.balanceOf(alice), alices, "A took the premium");
        assertGe(_bid(depositor) + ROUNDING, before);
    }
}
