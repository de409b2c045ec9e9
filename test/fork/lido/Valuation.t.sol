// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IWithdrawalRequests} from "strategies/lido/interfaces/IWithdrawalRequests.sol";
import {LidoQueueTest} from "test/fork/lido/LidoQueueTest.sol";

/// @notice A request is worth what the issuer would pay for it now, and never more than it asked for.
contract ValuationTest is LidoQueueTest {
    function setUp() public override {
        super.setUp();
        _enter(100e18);
        _request(60e18);
    }

    function test_ASlashBeforeFinalizationLowersTheLegAtOnce() public {
        uint256 eth = _ethLeg();
        uint256 navBefore = vault.valuation().navPar;
        _rebase(-300);
        uint256 slashed = _ethLeg();
        assertApproxEqRel(slashed, eth * 97 / 100, 1e12, "three per cent less");
        // The LST that stayed are as many; the request's ether at the lower par is as many LST again.
        assertApproxEqRel(vault.valuation().navPar, navBefore, 1e12);
        _finalize();
        assertEq(_ethLeg(), slashed, "finalized at the rate of the valuation");
        _claimAll();
        assertEq(WETH.balanceOf(address(strategy)), slashed);
    }

    function test_ASlashAfterFinalizationDoesNot() public {
        _finalize();
        uint256 eth = _ethLeg();
        _rebase(-300);
        assertEq(_ethLeg(), eth);
        _claimAll();
        assertEq(WETH.balanceOf(address(strategy)), eth);
    }

    function test_ARewardAfterTheRequestDoesNotRaiseIt() public {
        uint256 asked = holder.openRequests()[0].stEth;
        assertApproxEqAbs(_ethLeg(), asked, 2);
        _rebase(100);
        assertEq(_ethLeg(), asked);
        _finalize();
        assertEq(_ethLeg(), asked);
        _claimAll();
        assertEq(WETH.balanceOf(address(strategy)), asked);
    }

    /// @dev A slash and a larger reward after it: what was asked for, no more.
    function test_ASlashThatRewardsMakeGoodAgainEndsAtWhatWasAskedFor() public {
        uint256 asked = holder.openRequests()[0].stEth;
        _rebase(-100);
        assertLt(_ethLeg(), asked);
        _rebase(300);
        assertEq(_ethLeg(), asked);
    }

    function test_BunkerModeTakesRequestsAndValuesThemAsEver() public {
        uint256 eth = _ethLeg();
        _setBunker(true);
        assertTrue(QUEUE.isBunkerModeActive());
        assertEq(_ethLeg(), eth, "the mode itself costs nothing");
        _request(10e18);
        assertApproxEqAbs(_ethLeg(), eth + STETH.getPooledEthByShares(10e18), 3);
        _rebase(-300);
        uint256 slashed = _ethLeg();
        assertApproxEqRel(slashed, (eth + eth / 6) * 97 / 100, 1e12);
        _setBunker(false);
        _finalize();
        _claimAll();
        assertEq(WETH.balanceOf(address(strategy)), slashed);
    }

    function test_AtEveryRateTheLegsAreTheSame() public view {
        (int256 lst, int256 eth) = strategy.exposure(1e18);
        (int256 lstAtMarket, int256 ethAtMarket) = strategy.exposure(1.3e18);
        assertEq(lst, lstAtMarket);
        assertEq(eth, ethAtMarket);
    }

    /// @dev A stranger's request, transferred to the holder and to the strategy, finalized and not.
    function test_AGivenRequestChangesNothing() public {
        deal(address(LST), stranger, 10e18);
        uint256[] memory amounts = new uint256[](2);
        (amounts[0], amounts[1]) = (5e18, 5e18);
        vm.startPrank(stranger);
        LST.approve(address(QUEUE), 10e18);
        uint256[] memory ids = IWithdrawalRequests(address(QUEUE)).requestWithdrawalsWstETH(amounts, stranger);
        (uint256 lst, uint256 eth) = _legs();
        IERC721(address(QUEUE)).transferFrom(stranger, address(holder), ids[0]);
        IERC721(address(QUEUE)).transferFrom(stranger, address(strategy), ids[1]);
        vm.stopPrank();
        _assertLegs(lst, eth);
        assertEq(holder.openCount(), 1);
        _finalize();
        _assertLegs(lst, eth);
        _claimAll();
        _assertLegs(lst, eth);
        assertEq(WETH.balanceOf(address(strategy)), eth, "only ours was claimed");
    }

    /// @dev Tokens sent count as what they are; the vault recognises them as slowly as any gain.
    function test_GivenLstAndWethAreAGainThatIsRecognisedSlowly() public {
        (uint256 lst, uint256 eth) = _legs();
        vault.sync();
        uint256 assets = vault.totalAssets();
        deal(address(LST), address(strategy), lst + 5e18);
        deal(address(WETH), address(strategy), 7e18);
        _assertLegs(lst + 5e18, eth + 7e18);
        vault.sync();
        assertEq(vault.totalAssets(), assets, "nothing in the same second");
        vm.warp(block.timestamp + 1 hours);
        vault.sync();
        assertGt(vault.totalAssets(), assets);
        assertLt(vault.totalAssets(), assets + assets / 10_000, "half a year's rate at most");
    }

    function test_TokensGivenToTheHolderAreNotCounted() public {
        (uint256 lst, uint256 eth) = _legs();
        deal(address(LST), address(holder), 5e18);
        deal(address(WETH), address(holder), 7e18);
        vm.deal(address(holder), 3e18);
        _assertLegs(lst, eth);
        _finalize();
        _request(10e18);
        uint256 ethLeg = _ethLeg();
        _claimAll();
        assertEq(_ethLeg(), ethLeg);
    }

    function _assertLegs(uint256 lst, uint256 eth) private view {
        (uint256 lstNow, uint256 ethNow) = _legs();
        assertEq(lstNow, lst, "LST leg");
        assertEq(ethNow, eth, "ETH leg");
    }
}
