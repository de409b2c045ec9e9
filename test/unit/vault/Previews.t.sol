// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice Each preview equals its call in the same transaction, in every state that a vault can be in.
contract PreviewsTest is VaultFixture {
    StrategyDouble internal loop;
    StrategyDouble internal pool;

    /// @dev A state is drawn, not chosen: gains, losses, a discount or a premium, staleness of any age.
    modifier inAnyState(uint256 seed) {
        _deposit(alice, 100e18);
        _deposit(bob, 33e18 + 7);
        loop = _addStrategy();
        pool = _addStrategy();
        _lever(loop, 40e18, 1 + _draw(seed, 1, 5));
        _deploy(pool, 20e18);
        pool.setLiquidity(_draw(seed, 2, 30e18));
        if (_draw(seed, 3, 2) == 0) vault.sync();
        skip(_draw(seed, 4, 2 hours));
        pool.gain(_draw(seed, 5, 3e18));
        loop.lose(_draw(seed, 6, 10e18));
        uint256 parWad = PAR - 0.01e18 + _draw(seed, 7, 0.02e18);
        oracle.set(parWad, parWad * (9_500 + _draw(seed, 8, 600)) / 10_000, true);
        if (_draw(seed, 9, 4) == 0) vault.sync();
        _;
    }

    function _draw(uint256 seed, uint256 what, uint256 range) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, what))) % (range + 1);
    }

    function testFuzz_PreviewDepositEqualsDeposit(uint256 seed, uint256 assets) public inAnyState(seed) {
        assets = bound(assets, 1e6, 1e26);
        uint256 preview = vault.previewDeposit(assets);
        assertEq(_deposit(eve, assets), preview);
    }

    function testFuzz_PreviewMintEqualsMint(uint256 seed, uint256 shares) public inAnyState(seed) {
        shares = bound(shares, 1e6, 1e26);
        uint256 preview = vault.previewMint(shares);
        _fund(eve, preview);
        vm.prank(eve);
        assertEq(vault.mint(shares, eve), preview);
    }

    function testFuzz_PreviewWithdrawEqualsWithdraw(uint256 seed, uint256 assets) public inAnyState(seed) {
        assets = bound(assets, 1, vault.maxWithdraw(alice));
        uint256 preview = vault.previewWithdraw(assets);
        vm.prank(alice);
        assertEq(vault.withdraw(assets, alice, alice), preview);
    }

    function testFuzz_PreviewRedeemEqualsRedeem(uint256 seed, uint256 shares) public inAnyState(seed) {
        shares = bound(shares, 1e6, vault.maxRedeem(alice));
        uint256 preview = vault.previewRedeem(shares);
        assertEq(_redeem(alice, shares), preview);
    }

    function testFuzz_ConversionsUseTheRecognisedValueAndRoundDown(uint256 seed, uint256 amount)
        public
        inAnyState(seed)
    {
        amount = bound(amount, 0, 1e26);
        (uint256 total, uint256 supply) = (vault.totalAssets(), vault.totalSupply());
        assertEq(vault.convertToShares(amount), amount * (supply + VIRTUAL) / (total + VIRTUAL));
        uint256 part = amount * total / supply;
        assertEq(vault.convertToAssets(amount), Math.min(part, amount * (total + VIRTUAL) / (supply + VIRTUAL)));
        assertLe(vault.convertToAssets(supply), total, "all shares are worth no more than there is");
    }

    function testFuzz_EntriesCostAndLeavesPayNoBetterThanConversions(uint256 seed, uint256 amount)
        public
        inAnyState(seed)
    {
        vault.sync();
        amount = bound(amount, 1, 1e26);
        assertLe(vault.previewDeposit(amount), vault.convertToShares(amount));
        assertGe(vault.previewMint(amount), vault.convertToAssets(amount));
        assertGe(vault.previewWithdraw(amount), vault.convertToShares(amount));
        // The virtual share, of which a leave pays his part under a price of one.
        uint256 virtualPart = amount * VIRTUAL / vault.totalSupply() + 1;
        assertLe(vault.previewRedeem(amount), vault.convertToAssets(amount) + virtualPart);
    }

    function testFuzz_PreviewsDoNotDependOnTheCaller(uint256 seed, address caller) public inAnyState(seed) {
        uint256[4] memory here = _previews();
        vm.startPrank(caller);
        uint256[4] memory there = _previews();
        vm.stopPrank();
        for (uint256 i; i < 4; ++i) {
            assertEq(here[i], there[i]);
        }
    }

    function _previews() private view returns (uint256[4] memory) {
        return
            [
                vault.previewDeposit(1e18),
                vault.previewMint(1e18),
                vault.previewWithdraw(1e18),
                vault.previewRedeem(1e18)
            ];
    }

    function test_PreviewsOfNothingAreNothing() public view {
        assertEq(vault.previewDeposit(0), 0);
        assertEq(vault.previewMint(0), 0);
        assertEq(vault.previewWithdraw(0), 0);
        assertEq(vault.previewRedeem(0), 0);
    }
}
