// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IWithdrawalQueue} from "contracts/interfaces/IWithdrawalQueue.sol";
import {LeveredAttack} from "test/attack/LeveredAttack.sol";

/// @notice Negative rebase and slashing between any two acts, on a vault at four times.
contract SlashTest is LeveredAttack {
    IWithdrawalQueue private queue;

    function setUp() public override {
        super.setUp();
        _enter(depositor, 500e18);
        queue = IWithdrawalQueue(vm.deployCode("WithdrawalQueue.sol:WithdrawalQueue", abi.encode(address(vault))));
    }

    /// @dev In the same block, before anybody has booked it, and to all alike.
    /// forge-config: default.fuzz.runs = 48
    function testFuzz_ALossIsBorneProRataAtOnce(uint256 bps) public {
        bps = bound(bps, 1, 1_000);
        (uint256 alices, uint256 others) = (_bid(alice), _bid(depositor));
        uint256 recognised = vault.totalAssets();
        _rebase(-int256(bps));
        uint256 nav = vault.valuation().navPar;
        assertLe(_bid(alice), _owned(alice), "an exit at the old price");
        assertApproxEqRel(_bid(alice) * WAD / alices, _bid(depositor) * WAD / others, 1e3, "not pro rata");
        // Of what the opening has gained nothing is recognised yet; a loss takes that first.
        assertEq(vault.totalAssets(), nav < recognised ? nav : recognised, "recognised at once");
        if (bps > 5) assertLt(nav, recognised);
    }

    /// @dev While requests wait: they are paid what the shares are worth when they are served, never what they were when they were made.
    /// forge-config: default.fuzz.runs = 24
    function testFuzz_WhoWaitsInTheQueueBearsItToo(uint256 bps, uint256 shares) public {
        shares = bound(shares, 1e15, 100e18);
        uint256 asked = vault.previewRedeem(shares);
        vm.startPrank(alice);
        vault.approve(address(queue), shares);
        uint256 id = queue.requestRedeem(shares, alice, alice);
        vm.stopPrank();
        _rebase(-int256(bound(bps, 5, 800)));
        uint256 now_ = vault.previewRedeem(shares);
        uint256 others = _owned(depositor);
        _setRates(_par(), _par(), true);
        queue.push(10);
        uint256 got = queue.requestState(id).claimableAssets;
        assertLt(got, asked, "served at the price of the day of the request");
        assertLe(got, now_ + ROUNDING);
        assertGe(_owned(depositor) + ROUNDING, others, "those who stay paid for those who waited");
    }

    /// @dev Nothing is left for anybody: no view reverts, nobody buys worthless shares, and what comes back is everybody's.
    function test_ATotalLossIsSurvived() public {
        uint256 more = _debtFor(1_500e18, 800) - _debtFor(900e18, 400);
        _batch(IVaultTypes.ActionKind.Deploy, 600e18, _up(more, 0));
        _rebase(-1_600);
        (, bool parIsFresh) = oracle.par();
        assertTrue(parIsFresh, "the issuer is believed");
        assertEq(vault.valuation().navPar, 0);
        assertLe(_bid(alice), VIRTUAL, "dust");
        assertEq(vault.maxDeposit(eve), 0);
        assertEq(vault.maxMint(eve), 0);
        vault.maxWithdraw(alice);
        vault.maxRedeem(alice);
        vault.previewMint(1e18);
        vault.sync();
        (uint256 alices, uint256 others) = (vault.balanceOf(alice), vault.balanceOf(depositor));
        _rebase(1_650);
        _passTime(30 days);
        vault.sync();
        assertGt(_bid(alice), 0);
        assertApproxEqRel(_bid(alice) * WAD / alices, _bid(depositor) * WAD / others, 1e6);
    }

    /// @dev Value falls by declared losses alone: nothing that a user does in between lowers it.
    /// forge-config: default.fuzz.runs = 24
    function testFuzz_NoUsersActLowersThePrice(uint256[6] memory seeds) public {
        for (uint256 i; i < seeds.length; ++i) {
            uint256 before = _owned(depositor);
            uint256 amount = bound(seeds[i] >> 8, 1e9, 200e18);
            if (seeds[i] % 5 == 0) _enter(eve, amount);
            else if (seeds[i] % 5 == 1) _leave(eve, false);
            else if (seeds[i] % 5 == 2) _leave(eve, true);
            else if (seeds[i] % 5 == 3) vault.sync();
            else _trade(_sqrtAt(bound(seeds[i] >> 8, 9_000, 11_000)));
            assertGe(_owned(depositor) + ROUNDING, before);
        }
    }
}
