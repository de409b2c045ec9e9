// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice Entries pay the ask, leaves receive the bid; whoever moves a rate, either way, moves it against himself.
contract AskBidTest is VaultFixture {
    StrategyDouble internal loop;
    StrategyDouble internal pool;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18 - SEED);
        loop = _addStrategy();
        pool = _addStrategy();
    }

    function test_AtThePegAskAndBidAreTheNetAssetValue() public {
        _lever(loop, 50e18, 5);
        IVaultTypes.Valuation memory v = vault.valuation();
        assertEq(v.navPar, 100e18);
        assertEq(v.ask, 100e18);
        assertEq(v.bid, 100e18);
        assertEq(v.accrued, 100e18);
    }

    function test_AskAndBidMeetToTheWeiWhereADebtDoesNotDivide() public {
        loop.setLegs(10e18, -7);
        vault.sync();
        IVaultTypes.Valuation memory v = vault.valuation();
        // 7 / 1.2 = 5.83
        assertEq(v.ask, 110e18 - 5, "debt down");
        assertEq(v.navPar, 110e18 - 6, "debt up");
    }

    function test_TheRatesAreNamedEvenWhereNothingIsHeldInEth() public {
        vault = _deployVault(_initParams(), keccak256("another vault"));
        oracle.setMarket(PAR * 99 / 100);
        assertEq(vault.valuation().parWad, PAR);
        assertEq(vault.valuation().marketWad, PAR * 99 / 100);
    }

    function test_TheAskIsRoundedUpAtWhicheverRateItIsTaken() public {
        loop.setLegs(0, 7);
        vault.sync();
        // 7 / 1.2 = 5.83, 7 / 1.1 = 6.36; over par counts as par.
        oracle.setMarket(1.5e18);
        assertEq(vault.valuation().ask, 100e18 + 6);
        oracle.setMarket(1.1e18);
        assertEq(vault.valuation().ask, 100e18 + 7);
    }

    function test_ADiscountLowersTheBidOfAVaultThatOwesEth() public {
        _lever(loop, 50e18, 5);
        oracle.setMarket(PAR * 99 / 100);
        IVaultTypes.Valuation memory v = vault.valuation();
        assertEq(v.ask, 100e18);
        assertApproxEqAbs(v.bid, 100e18 - uint256(200e18) / 99, 1);
    }

    function test_APremiumCountsAsParForOwersAndOwnersAlike() public {
        int256[2] memory ethLegs = [int256(-60e18), 60e18];
        for (uint256 i; i < ethLegs.length; ++i) {
            loop.setLegs(80e18, ethLegs[i]);
            oracle.setMarket(PAR);
            bytes memory atPar = abi.encode(vault.valuation());
            oracle.setMarket(PAR * 101 / 100);
            assertEq(abi.encode(vault.valuation()), atPar, "who pays more than the issuer asks could have gone to him");
        }
    }

    function test_ADiscountRaisesTheAskOfAVaultThatOwnsEth() public {
        loop.setLegs(0, 60e18);
        vault.sync();
        skip(20 * 365 days);
        vault.sync();
        oracle.setMarket(PAR * 99 / 100);
        IVaultTypes.Valuation memory v = vault.valuation();
        assertApproxEqAbs(v.ask, 100e18 + uint256(5000e18) / 99, 1);
        assertEq(v.bid, 150e18);
    }

    function test_AnEntrantPaysAsIfTheOthersDidNotCoverADeficit() public {
        loop.setLegs(10e18, -24e18);
        IVaultTypes.Valuation memory v = vault.valuation();
        assertEq(v.navPar, 90e18);
        assertEq(v.bid, 90e18);
        assertEq(v.ask, 100e18, "it may end at nothing, and then the others have lost nothing");
        vault.sync();
        (,, uint256 syncedAt) = vault.sums();
        assertEq(syncedAt, 0, "the sums alone do not show it");
        assertEq(vault.previewDeposit(10e18), 10e18);
        assertEq(_deposit(bob, 10e18), 10e18);
        oracle.setMarket(PAR * 4 / 5);
        assertEq(vault.valuation().ask, 110e18, "whatever the market says of the debt");
    }

    function test_APositionOfBothSidesIsSplitAtTheRateItIsPricedAt() public {
        pool.setLiquidity(30e18);
        skip(20 * 365 days);
        vault.sync();
        oracle.setMarket(PAR * 81 / 100);
        IVaultTypes.Valuation memory v = vault.valuation();
        // At r it holds L/sqrt(r) of LST and L*sqrt(r) of ETH: together 2L/sqrt(r) of LST, a ninth more at 0.81 r.
        uint256 atPar = v.navPar - 100e18;
        assertApproxEqAbs(v.navMarket - 100e18, atPar * 10 / 9, 1e11);
    }

    function testFuzz_TheBidNeverExceedsTheAsk(
        int96 lstLeg,
        int96 ethLeg,
        uint256 parWad,
        uint256 marketWad,
        uint256 elapsed,
        bool synced
    ) public {
        loop.setLegs(bound(lstLeg, -50e18, 1e26), bound(ethLeg, -1e26, 1e26));
        pool.setLiquidity(uint256(uint96(ethLeg)) % 1e24);
        if (synced) vault.sync();
        skip(bound(elapsed, 0, 100 days));
        parWad = bound(parWad, 0.5e18, 3e18);
        oracle.set(parWad, bound(marketWad, parWad / 2, parWad * 2), true);
        IVaultTypes.Valuation memory v = vault.valuation();
        assertLe(v.bid, v.ask);
        assertLe(v.accrued, v.navPar);
        assertLe(v.bid, v.navMarket);
        assertGe(v.ask, v.navPar);
        assertGe(v.ask, v.navMarket);
    }

    /// @dev The attacker names both rates, both amounts and the time, and may enter before or after he moves the oracle.
    function testFuzz_MovingTheMarketEitherWayNeverProfits(
        uint256 assets,
        uint256 enterWad,
        uint256 leaveWad,
        uint256 leverage,
        uint256 liquidity
    ) public {
        _lever(loop, 50e18, bound(leverage, 1, 8));
        pool.setLiquidity(bound(liquidity, 0, 50e18));
        vault.sync();
        assets = bound(assets, 1e9, 1e24);

        oracle.setMarket(bound(enterWad, PAR / 2, PAR * 2));
        vm.assume(vault.maxDeposit(eve) >= assets);
        uint256 shares = _deposit(eve, assets);
        oracle.setMarket(bound(leaveWad, PAR / 2, PAR * 2));
        uint256 most = vault.maxRedeem(eve);
        if (most < shares) shares = most;
        if (vault.previewRedeem(shares) != 0) _redeem(eve, shares);
        assertLe(lst.balanceOf(eve), assets);
    }

    function testFuzz_MovingParEitherWayWithinABlockNeverProfits(uint256 assets, uint256 enterWad, uint256 leaveWad)
        public
    {
        _lever(loop, 50e18, 5);
        assets = bound(assets, 1e9, 1e24);
        oracle.setPar(bound(enterWad, PAR * 9 / 10, PAR * 2));
        vm.assume(vault.maxDeposit(eve) >= assets);
        uint256 shares = _deposit(eve, assets);
        oracle.setPar(bound(leaveWad, PAR * 9 / 10, PAR * 2));
        uint256 most = vault.maxRedeem(eve);
        if (most < shares) shares = most;
        if (vault.previewRedeem(shares) != 0) _redeem(eve, shares);
        assertLe(lst.balanceOf(eve), assets);
    }

    /// @dev What a leave costs at a discount stays with those who stay; nobody who only stays pays for a mover of the market.
    function testFuzz_ALeaveAtAMovedMarketCostsTheStayersNothing(uint256 shares, uint256 marketWad, uint256 leverage)
        public
    {
        _lever(loop, 50e18, bound(leverage, 1, 8));
        _deposit(eve, 40e18);
        uint256 before = _price();
        oracle.setMarket(bound(marketWad, PAR / 2, PAR * 2));
        shares = bound(shares, 1e9, 40e18);
        if (shares > vault.maxRedeem(eve)) shares = vault.maxRedeem(eve);
        vm.assume(vault.previewRedeem(shares) != 0);
        _redeem(eve, shares);
        oracle.setMarket(PAR);
        assertGe(_price(), before);
    }
}
